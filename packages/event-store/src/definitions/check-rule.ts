import type { Action, Rule, Trigger } from '@clew/contracts';

/** What a rule is about to say. */
export type RuleDraft = Pick<
  Rule,
  'ref' | 'trigger_ref' | 'trigger_params' | 'when' | 'action_ref' | 'action_params'
>;

/**
 * Says no to a rule whose condition or parameters cannot work, by throwing. The store cannot judge
 * them itself, so every verb that saves a rule asks for this.
 */
export type CheckRule = (
  rule: RuleDraft,
  action: Action,
  trigger: Pick<Trigger, 'ref' | 'param_schema'>,
) => void;
