import { type EventFacts, EventScope, type RuleFacts, RuleScope } from './cel-environments.ts';
import type { CompiledCondition } from './compile-condition.ts';
import { type CompiledExpression, celReason } from './compile-expression.ts';
import { plainText } from './plain-text.ts';

/** What a condition says of an event. */
export type ConditionOutcome =
  | { readonly kind: 'matched' }
  | { readonly kind: 'not_matched' }
  | { readonly kind: 'error'; readonly message: string };

/** The variables of one evaluation. */
export interface ConditionScope {
  readonly event: EventScope;
  readonly rule: RuleScope;
}

/** What an expression came to. */
export type ExpressionOutcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly message: string };

/**
 * Steps that the comprehensions of one evaluation may take, a step over long texts counting for more.
 * Reached by size alone, so the same event always has the same outcome on every machine.
 */
const maxSteps = 5_000_000;

/**
 * Evaluates a condition. Never throws: whatever fails is an `error` outcome, which the caller records.
 *
 * A key that the event does not have is an error, not a mismatch: a condition that asks for what may
 * be absent says so with `has()`. CEL's `&&` and `||` do not depend on the order of their sides:
 * `false && error` and `error && false` are false, `true || error` and `error || true` are true.
 */
export function evaluateCondition(
  condition: CompiledCondition,
  facts: { readonly event: EventFacts; readonly rule: RuleFacts },
): ConditionOutcome {
  try {
    const scope = { event: new EventScope(facts.event), rule: new RuleScope(facts.rule) };
    return evaluateInScope(condition, scope);
  } catch (error) {
    return { kind: 'error', message: plainText(celReason(error)) };
  }
}

/** As `evaluateCondition`, over variables that are made once and shared by many conditions. */
export function evaluateInScope(
  condition: CompiledCondition,
  scope: ConditionScope,
): ConditionOutcome {
  if (condition.expression === null) return { kind: 'matched' };
  const outcome = evaluateExpression(condition.expression, scope);
  if (outcome.kind === 'error') return outcome;
  if (outcome.value === true) return { kind: 'matched' };
  if (outcome.value === false) return { kind: 'not_matched' };
  return {
    kind: 'error',
    message: `The condition must be a bool, but is ${kindOf(outcome.value)} on this event.`,
  };
}

/** Evaluates any expression over `event` and `rule`. Never throws. */
export function evaluateExpression(
  expression: CompiledExpression,
  scope: ConditionScope,
): ExpressionOutcome {
  try {
    const steps = expression.nesting === 0 ? 0 : comprehensionSteps(expression, scope);
    if (steps > maxSteps) {
      return {
        kind: 'error',
        message:
          'The event is too large for the comprehensions of this expression: ' +
          `they could take ${Math.round(steps)} steps, and ${maxSteps} are allowed.`,
      };
    }
    return { kind: 'value', value: expression.run({ event: scope.event, rule: scope.rule }) };
  } catch (error) {
    return { kind: 'error', message: plainText(celReason(error)) };
  }
}

/** An upper bound: each level of nesting walks the largest list, reading the longest text each time. */
function comprehensionSteps(
  expression: CompiledExpression,
  { event, rule }: ConditionScope,
): number {
  const text = Math.max(event.extent.text, rule.extent.text);
  const collection = Math.max(
    event.extent.collection,
    rule.extent.collection,
    expression.source.length,
    expression.splits ? text : 0,
  );
  return collection ** expression.nesting * (1 + text / 1000);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'a string';
    case 'number':
    case 'bigint':
      return 'a number';
    default:
      return 'a map';
  }
}
