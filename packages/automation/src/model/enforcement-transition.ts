import type { EnforcementStatus } from '@clew/contracts';

/**
 * The life of an enforcement.
 *
 *     created ──accept──▶ processed   (an execution was queued)
 *        └────every other event──▶ disabled   (the reason is its error)
 *
 * It changes once; `resolved_at` is set with the status.
 */
export type EnforcementEvent =
  /** Nothing stands against it. */
  | 'accept'
  /** The rule failed on the event. */
  | 'rule_failed'
  | 'rule_gone'
  | 'rule_disabled'
  | 'trigger_gone'
  | 'trigger_disabled'
  | 'action_gone'
  | 'action_disabled'
  /** The chain of reactions is too deep, or has used up its budget. */
  | 'chain_stopped'
  /** The server refused the execution. */
  | 'execution_refused';

/** An event that changes nothing in a status: who asks is told so, or finds nothing to take. */
export const REFUSED = 'refused';

type Row = Readonly<Record<EnforcementEvent, EnforcementStatus | typeof REFUSED>>;

const resolved: Row = {
  accept: REFUSED,
  rule_failed: REFUSED,
  rule_gone: REFUSED,
  rule_disabled: REFUSED,
  trigger_gone: REFUSED,
  trigger_disabled: REFUSED,
  action_gone: REFUSED,
  action_disabled: REFUSED,
  chain_stopped: REFUSED,
  execution_refused: REFUSED,
};

/** Every event in every status. */
export const ENFORCEMENT_TRANSITIONS: Readonly<Record<EnforcementStatus, Row>> = {
  created: {
    accept: 'processed',
    rule_failed: 'disabled',
    rule_gone: 'disabled',
    rule_disabled: 'disabled',
    trigger_gone: 'disabled',
    trigger_disabled: 'disabled',
    action_gone: 'disabled',
    action_disabled: 'disabled',
    chain_stopped: 'disabled',
    execution_refused: 'disabled',
  },
  processed: resolved,
  disabled: resolved,
};

/** What a status becomes by an event. */
export function nextEnforcementStatus(
  status: EnforcementStatus,
  event: EnforcementEvent,
): EnforcementStatus | typeof REFUSED {
  return ENFORCEMENT_TRANSITIONS[status][event];
}
