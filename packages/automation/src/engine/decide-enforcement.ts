import type { EnforcementDecision, EnforcementFacts, Presence } from '@clew/event-store';
import { type EnforcementEvent, nextEnforcementStatus } from '../model/enforcement-transition.ts';
import { loopBreaker } from '../rules/loop-breaker.ts';

/** Deepest chain of reactions: the executions of its last rules have this depth. */
export const maxChainDepth = 8;

/** What speaks for or against an enforcement. `reason` null: it is recorded already. */
export interface Verdict {
  readonly event: Exclude<EnforcementEvent, 'execution_refused'>;
  readonly reason: string | null;
}

/** The first of what stands against an enforcement, in a fixed order: its own failure comes first. */
export function judgeEnforcement(
  facts: EnforcementFacts & { readonly budget_left: number },
): Verdict {
  if (facts.error !== null) return { event: 'rule_failed', reason: null };
  return (
    absence('rule', facts.rule, facts.rule_ref) ??
    absence('trigger', facts.trigger, facts.trigger_ref) ??
    absence('action', facts.action, facts.action_ref ?? 'of the rule') ??
    chainStopped(facts) ?? { event: 'accept', reason: null }
  );
}

/** Decides about a pending enforcement. */
export function decideEnforcement(
  facts: EnforcementFacts & { readonly budget_left: number },
): EnforcementDecision {
  const { event, reason } = judgeEnforcement(facts);
  return nextEnforcementStatus('created', event) === 'processed'
    ? { kind: 'process' }
    : { kind: 'disable', reason };
}

function absence(
  what: 'rule' | 'trigger' | 'action',
  presence: Presence,
  ref: string,
): Verdict | null {
  switch (presence) {
    case 'enabled':
      return null;
    case 'disabled':
      return { event: `${what}_disabled`, reason: `The ${what} ${ref} is disabled.` };
    case 'gone':
      return { event: `${what}_gone`, reason: `The ${what} ${ref} does not exist any more.` };
  }
}

function chainStopped(facts: {
  readonly depth: number;
  readonly budget_left: number;
}): Verdict | null {
  const { depth, budget_left } = facts;
  const decision = loopBreaker({ depth, budget_left, max_depth: maxChainDepth });
  return decision.kind === 'stopped' ? { event: 'chain_stopped', reason: decision.reason } : null;
}
