import type { JsonValue } from '@clew/contracts';
import type { Rule } from '../../answers.ts';
import { jsonText, readJson } from '../definitions/json-field.tsx';

/** A rule as the form holds it: all of it as text. */
export interface RuleDraft {
  readonly ref: string;
  readonly trigger_ref: string;
  readonly when: string;
  readonly action_ref: string;
  readonly action_params: string;
  readonly trigger_params: string;
  readonly enabled: boolean;
}

export function draftOf(rule: Rule): RuleDraft {
  return {
    ref: rule.ref,
    trigger_ref: rule.trigger_ref,
    when: rule.when ?? '',
    action_ref: rule.action_ref,
    action_params: jsonText(rule.action_params),
    trigger_params: jsonText(rule.trigger_params),
    enabled: rule.enabled,
  };
}

export function emptyDraft(trigger: string | null, action: string | null): RuleDraft {
  return {
    ref: '',
    trigger_ref: trigger ?? '',
    when: '',
    action_ref: action ?? '',
    action_params: '{}',
    trigger_params: '{}',
    enabled: true,
  };
}

/** What the rule says, as the API takes it; null while a part of it is no JSON. */
export function saidBy(draft: RuleDraft) {
  const actionParams = readJson(draft.action_params);
  const triggerParams = readJson(draft.trigger_params);
  if (actionParams.kind === 'fault' || triggerParams.kind === 'fault') return null;
  const orEmpty = (value: JsonValue) => value ?? {};
  return {
    trigger_ref: draft.trigger_ref.trim(),
    trigger_params: orEmpty(triggerParams.value),
    when: draft.when.trim() === '' ? null : draft.when,
    action_ref: draft.action_ref.trim(),
    action_params: orEmpty(actionParams.value),
  };
}
