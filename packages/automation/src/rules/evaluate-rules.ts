import { type JsonValue, jsonDocumentSchema } from '@clew/contracts';
import { EventScope } from '../conditions/cel-environments.ts';
import { celReason } from '../conditions/compile-expression.ts';
import { evaluateInScope } from '../conditions/evaluate-condition.ts';
import { type Clause, explainInScope } from '../conditions/explain-condition.ts';
import { plainText } from '../conditions/plain-text.ts';
import { renderInScope } from '../templates/render-template.ts';
import type { IndexedRule, RuleDefinition } from './compile-rule.ts';
import { candidates, type MatchableEvent, type RuleIndex } from './index-rules.ts';

/** A rule that is to be enforced, or whose failure is to be recorded as an enforcement. */
export interface RuleMatch<R extends RuleDefinition> {
  readonly rule: R;
  /** The action's parameters, rendered; null when there is an error. */
  readonly config: JsonValue;
  /** The clauses of the condition with the values that were found. */
  readonly conditions: readonly Clause[];
  /** Why the condition or the parameters failed; null when the rule matched. */
  readonly error: string | null;
}

/**
 * Decides which rules an event is to be enforced by. Never throws: a rule that fails is a match with
 * its error, so that the failure is recorded and the rules beside it are not held up. Everything
 * answered can be stored.
 *
 * `evaluated` counts the conditions that had to be evaluated.
 */
export function evaluateRules<R extends RuleDefinition>(input: {
  readonly index: RuleIndex<R>;
  readonly event: MatchableEvent;
}): { readonly matches: readonly RuleMatch<R>[]; readonly evaluated: number } {
  const { index, event } = input;
  const scope = new EventScope(event);
  const evaluating = candidates(index, event, scope);
  const matches = evaluating.flatMap((indexed) => evaluateRule(indexed, scope) ?? []);
  return { matches, evaluated: evaluating.length };
}

function evaluateRule<R extends RuleDefinition>(
  indexed: IndexedRule<R>,
  event: EventScope,
): RuleMatch<R> | null {
  const { rule, compiled } = indexed;
  if (compiled.kind === 'broken') {
    const error = plainText(`The rule is no longer valid. Save it again: ${compiled.message}`);
    return { rule, config: null, conditions: [], error };
  }
  const scope = { event, rule: indexed.scope };
  const outcome = evaluateInScope(compiled.condition, scope);
  if (outcome.kind === 'not_matched') return null;
  const conditions = storableClauses(explainInScope(compiled.condition, scope).clauses);
  if (outcome.kind === 'error') {
    return { rule, config: null, conditions, error: outcome.message };
  }
  const rendered = renderConfig(indexed.rule, () => renderInScope(compiled.template, scope));
  return rendered.kind === 'config'
    ? { rule, config: rendered.config, conditions, error: null }
    : { rule, config: null, conditions, error: rendered.message };
}

function renderConfig(
  rule: RuleDefinition,
  render: () => JsonValue,
):
  | { readonly kind: 'config'; readonly config: JsonValue }
  | { readonly kind: 'error'; readonly message: string } {
  try {
    const config = render();
    const parsed = jsonDocumentSchema.safeParse(config);
    if (parsed.success) return { kind: 'config', config };
    const reasons = parsed.error.issues.map((issue) => issue.message).join('; ');
    return {
      kind: 'error',
      message: plainText(`The parameters that ${rule.ref} renders cannot be stored: ${reasons}.`),
    };
  } catch (error) {
    return { kind: 'error', message: plainText(celReason(error)) };
  }
}

/** Clauses are an aid to the reader: where they would be too large to store, the match goes without. */
function storableClauses(clauses: readonly Clause[]): readonly Clause[] {
  return jsonDocumentSchema.safeParse(clauses).success ? clauses : [];
}
