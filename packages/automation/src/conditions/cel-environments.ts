import type { JsonValue } from '@clew/contracts';
import { Environment } from '@marcbachmann/cel-js';
import { celValue, type ValueExtent, valueExtent } from './cel-value.ts';
import { matchesLinearly } from './linear-regex.ts';

/** What a condition or a template can read of an event. */
export interface EventFacts {
  readonly id: number;
  readonly trigger_ref: string;
  readonly payload: JsonValue;
  readonly config: JsonValue;
  readonly source_ref: string | null;
  /** RFC 3339; `timestamp(event.created)` compares it. */
  readonly created: string;
  readonly depth: number;
}

/** What a condition or a template can read of its rule: its name and its trigger parameters. */
export interface RuleFacts {
  readonly ref: string;
  readonly params: JsonValue;
}

/** An event as expressions read it. Made once an event, whatever the number of rules. */
export class EventScope {
  readonly id: number;
  readonly trigger_ref: string;
  readonly source_ref: string | null;
  readonly created: string;
  readonly depth: number;
  readonly payload: unknown;
  readonly config: unknown;
  readonly #json: readonly JsonValue[];
  #extent: ValueExtent | null = null;

  constructor(event: EventFacts) {
    this.id = event.id;
    this.trigger_ref = event.trigger_ref;
    this.source_ref = event.source_ref;
    this.created = event.created;
    this.depth = event.depth;
    this.payload = celValue(event.payload);
    this.config = celValue(event.config);
    this.#json = [event.payload, event.config];
  }

  /** Measured when a condition with a comprehension asks for the first time. */
  get extent(): ValueExtent {
    this.#extent ??= valueExtent(this.#json);
    return this.#extent;
  }
}

/** A rule as expressions read it. */
export class RuleScope {
  readonly ref: string;
  readonly params: unknown;
  readonly extent: ValueExtent;

  constructor(rule: RuleFacts) {
    this.ref = rule.ref;
    this.params = celValue(rule.params);
    this.extent = valueExtent([rule.params]);
  }
}

/** An enforcement as expressions of the second pass read it. */
export class EnforcementScope {
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }
}

/** The name under which the library's own `matches`, a backtracking RegExp, is replaced. */
export const linearMatches = 'matchesLinearly';

/**
 * The language: CEL with two changes.
 *
 * - JSON knows one kind of number, so every number of an event is a double, and doubles compute and
 *   compare with integer literals (`payload.n + 1`, `payload.n % 2`, `double(x) == 3`). What they
 *   compute is a double.
 * - `matches` takes RE2's syntax and time.
 */
function language(): Environment {
  const environment = new Environment({
    homogeneousAggregateLiterals: false,
    limits: { maxAstNodes: 2000, maxDepth: 50, maxListElements: 1000, maxMapEntries: 1000 },
  });
  for (const [operator, compute] of arithmetic) {
    const handler = (a: number | bigint, b: number | bigint) => compute(Number(a), Number(b));
    environment.registerOperator(`int ${operator} double: double`, handler);
    environment.registerOperator(`double ${operator} int: double`, handler);
  }
  environment.registerOperator('double % double: double', (a: number, b: number) => a % b);
  environment.registerOperator(
    'int == double',
    (a: bigint, b: number): boolean => a <= b && a >= b,
  );
  const synchronous = { async: false };
  environment.registerFunction('matches(string, string): bool', matchesLinearly, synchronous);
  environment.registerFunction(
    `string.${linearMatches}(string): bool`,
    matchesLinearly,
    synchronous,
  );
  return environment;
}

const arithmetic: readonly (readonly [string, (a: number, b: number) => number])[] = [
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['%', (a, b) => a % b],
];

/** What is known when an event is evaluated: `event` and `rule`. */
export const eventEnvironment = language()
  .registerType('Event', {
    ctor: EventScope,
    fields: {
      id: 'dyn',
      trigger_ref: 'string',
      payload: 'dyn',
      config: 'dyn',
      source_ref: 'dyn',
      created: 'string',
      depth: 'dyn',
    },
  })
  .registerType('Rule', { ctor: RuleScope, fields: { ref: 'string', params: 'dyn' } })
  .registerVariable('event', 'Event')
  .registerVariable('rule', 'Rule');

/** What is known only when an execution starts: `secrets` and `enforcement`. */
export const runEnvironment = language()
  .registerType('Enforcement', { ctor: EnforcementScope, fields: { id: 'dyn' } })
  .registerVariable('secrets', 'map<string, string>')
  .registerVariable('enforcement', 'Enforcement');
