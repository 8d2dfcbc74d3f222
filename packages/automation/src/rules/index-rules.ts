import type { Rule } from '@clew/contracts';
import { type EventFacts, EventScope, RuleScope } from '../conditions/cel-environments.ts';
import { type CompiledCondition, compileCondition } from '../conditions/compile-condition.ts';
import { celReason } from '../conditions/compile-expression.ts';
import { type CompiledTemplate, compileTemplate } from '../templates/compile-template.ts';
import {
  type EqualityConjunct,
  equalityConjuncts,
  readPath,
  type Scalar,
} from './equality-conjuncts.ts';

/** What matching needs of a rule. */
export type RuleDefinition = Pick<
  Rule,
  'ref' | 'enabled' | 'trigger_ref' | 'trigger_params' | 'when' | 'action_params'
>;

/** An event as matching sees it. `rule_ref` restricts it to one rule. */
export interface MatchableEvent extends EventFacts {
  readonly rule_ref: string | null;
}

/** A rule ready to be evaluated. */
export interface IndexedRule<R extends RuleDefinition> {
  readonly rule: R;
  readonly scope: RuleScope;
  /** `broken`: stored, but no longer valid; it fails on every event of its trigger. */
  readonly compiled:
    | {
        readonly kind: 'ready';
        readonly condition: CompiledCondition;
        readonly template: CompiledTemplate;
      }
    | { readonly kind: 'broken'; readonly message: string };
}

/** The enabled rules, by trigger and by what they compare for equality. */
export interface RuleIndex<R extends RuleDefinition> {
  readonly size: number;
  readonly triggers: ReadonlyMap<string, TriggerIndex<R>>;
}

interface TriggerIndex<R extends RuleDefinition> {
  readonly rules: readonly IndexedRule<R>[];
  /** Positions in `rules`, here and below. */
  readonly always: readonly number[];
  readonly paths: readonly PathIndex[];
}

interface PathIndex {
  readonly path: readonly string[];
  readonly all: readonly number[];
  readonly byValue: ReadonlyMap<Scalar, readonly number[]>;
}

/**
 * Compiles and indexes the enabled rules.
 *
 * Each rule is filed under one of its equality conjuncts, the one whose values the fewest rules of the
 * trigger ask for. An event then reads each path once and meets only the rules that ask for the value
 * it found; where a path is absent, it meets all rules of that path, because each of them answers an
 * error or a mismatch of its own. So the outcomes are those of evaluating every rule.
 */
export function indexRules<R extends RuleDefinition>(rules: readonly R[]): RuleIndex<R> {
  const byTrigger = new Map<string, IndexedRule<R>[]>();
  let size = 0;
  for (const rule of rules) {
    if (!rule.enabled) continue;
    size += 1;
    append(byTrigger, rule.trigger_ref, {
      rule,
      scope: new RuleScope({ ref: rule.ref, params: rule.trigger_params }),
      compiled: compileRule(rule),
    });
  }
  const triggers = new Map<string, TriggerIndex<R>>();
  for (const [trigger, indexed] of byTrigger) triggers.set(trigger, indexTrigger(indexed));
  return { size, triggers };
}

/**
 * The rules that an event can match or fail in the order they were given; every other rule does not
 * match. Costs one look-up a compared path, not one evaluation a rule.
 */
export function candidates<R extends RuleDefinition>(
  index: RuleIndex<R>,
  event: MatchableEvent,
  scope: EventScope = new EventScope(event),
): readonly IndexedRule<R>[] {
  const trigger = index.triggers.get(event.trigger_ref);
  if (trigger === undefined) return [];
  if (event.rule_ref !== null) {
    return trigger.rules.filter(({ rule }) => rule.ref === event.rule_ref);
  }
  const positions = [...trigger.always];
  for (const { path, all, byValue } of trigger.paths) {
    const found = readPath(scope, path);
    const asking =
      found.kind === 'absent'
        ? all
        : found.kind === 'scalar'
          ? byValue.get(found.value)
          : undefined;
    for (const position of asking ?? []) positions.push(position);
  }
  return positions.sort((a, b) => a - b).flatMap((position) => trigger.rules[position] ?? []);
}

function compileRule(rule: RuleDefinition): IndexedRule<RuleDefinition>['compiled'] {
  try {
    return {
      kind: 'ready',
      condition: compileCondition(rule.when),
      template: compileTemplate(rule.action_params),
    };
  } catch (error) {
    return { kind: 'broken', message: celReason(error) };
  }
}

function indexTrigger<R extends RuleDefinition>(rules: readonly IndexedRule<R>[]): TriggerIndex<R> {
  const conjuncts = rules.map(({ compiled }) =>
    compiled.kind === 'ready' && compiled.condition.expression !== null
      ? equalityConjuncts(compiled.condition.expression.ast)
      : [],
  );
  const demand = countDemand(conjuncts.flat());
  const always: number[] = [];
  const paths = new Map<string, GrowingPathIndex>();
  for (const [position, options] of conjuncts.entries()) {
    const chosen = mostSelective(options, demand);
    if (chosen === null) {
      always.push(position);
      continue;
    }
    const key = JSON.stringify(chosen.path);
    const entry: GrowingPathIndex = paths.get(key) ?? {
      path: chosen.path,
      all: [],
      byValue: new Map(),
    };
    paths.set(key, entry);
    entry.all.push(position);
    for (const value of chosen.values) append(entry.byValue, value, position);
  }
  return { rules, always, paths: [...paths.values()] };
}

interface GrowingPathIndex {
  readonly path: readonly string[];
  readonly all: number[];
  readonly byValue: Map<Scalar, number[]>;
}

/** How many conjuncts ask for each value of each path. */
type Demand = ReadonlyMap<string, ReadonlyMap<Scalar, number>>;

function countDemand(conjuncts: readonly EqualityConjunct[]): Demand {
  const demand = new Map<string, Map<Scalar, number>>();
  for (const { path, values } of conjuncts) {
    const key = JSON.stringify(path);
    const counts = demand.get(key) ?? new Map<Scalar, number>();
    demand.set(key, counts);
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return demand;
}

function mostSelective(
  options: readonly EqualityConjunct[],
  demand: Demand,
): EqualityConjunct | null {
  let chosen: EqualityConjunct | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const option of options) {
    const counts = demand.get(JSON.stringify(option.path));
    const asked = option.values.reduce<number>((sum, value) => sum + (counts?.get(value) ?? 0), 0);
    if (asked < least) {
      least = asked;
      chosen = option;
    }
  }
  return chosen;
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
