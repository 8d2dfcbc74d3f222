import type { Rule } from '@clew/contracts';
import { RuleScope } from '../conditions/cel-environments.ts';
import { type CompiledCondition, compileCondition } from '../conditions/compile-condition.ts';
import { celReason } from '../conditions/compile-expression.ts';
import { type CompiledTemplate, compileTemplate } from '../templates/compile-template.ts';
import { type EqualityConjunct, equalityConjuncts } from './equality-conjuncts.ts';

/** What matching needs of a rule. */
export type RuleDefinition = Pick<
  Rule,
  'ref' | 'enabled' | 'trigger_ref' | 'trigger_params' | 'when' | 'action_params'
> & {
  /** The codebase whose file defines it; null or left out for rules of the API. */
  readonly codebase?: string | null;
};

/** A rule's condition and parameters, checked. */
export type CompiledRule =
  | {
      readonly kind: 'ready';
      readonly condition: CompiledCondition;
      readonly template: CompiledTemplate;
      readonly equalities: readonly EqualityConjunct[];
    }
  /** Stored, but no longer valid: it fails on every event of its trigger. */
  | { readonly kind: 'broken'; readonly message: string };

/** A rule ready to be evaluated. */
export interface IndexedRule<R extends RuleDefinition> {
  readonly rule: R;
  readonly scope: RuleScope;
  readonly compiled: CompiledRule;
}

/**
 * Compiles a rule, or takes over what `previous` compiled for the same condition and parameters. Never
 * throws: a rule that was valid when it was saved must not keep the others from being loaded.
 */
export function compileRule<R extends RuleDefinition>(
  rule: R,
  previous?: IndexedRule<R>,
): IndexedRule<R> {
  const scope = new RuleScope({ ref: rule.ref, params: rule.trigger_params });
  const compiled =
    previous !== undefined && sameSource(rule, previous.rule) ? previous.compiled : compile(rule);
  return { rule, scope, compiled };
}

function sameSource(a: RuleDefinition, b: RuleDefinition): boolean {
  return a.when === b.when && JSON.stringify(a.action_params) === JSON.stringify(b.action_params);
}

function compile(rule: RuleDefinition): CompiledRule {
  try {
    const condition = compileCondition(rule.when);
    return {
      kind: 'ready',
      condition,
      template: compileTemplate(rule.action_params),
      equalities: condition.expression === null ? [] : equalityConjuncts(condition.expression.ast),
    };
  } catch (error) {
    return { kind: 'broken', message: celReason(error) };
  }
}
