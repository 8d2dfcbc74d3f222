import type { EnforcementFacts } from '@clew/event-store';
import { expect, test } from 'vitest';
import { decideEnforcement, judgeEnforcement, maxChainDepth } from './decide-enforcement.ts';

const sound: EnforcementFacts & { readonly budget_left: number } = {
  rule_ref: 'a.rule',
  trigger_ref: 'core.event',
  action_ref: 'core.log',
  rule: 'enabled',
  trigger: 'enabled',
  action: 'enabled',
  error: null,
  depth: 0,
  budget_left: 1000,
};

test('[E4] an enforcement against which nothing stands is processed', () => {
  expect(decideEnforcement(sound)).toEqual({ kind: 'process' });
});

test.each([
  [{ error: 'No such key: n' }, 'rule_failed', null],
  [{ rule: 'gone' }, 'rule_gone', 'The rule a.rule does not exist any more.'],
  [{ rule: 'disabled' }, 'rule_disabled', 'The rule a.rule is disabled.'],
  [{ trigger: 'gone' }, 'trigger_gone', 'The trigger core.event does not exist any more.'],
  [{ trigger: 'disabled' }, 'trigger_disabled', 'The trigger core.event is disabled.'],
  [{ action: 'gone' }, 'action_gone', 'The action core.log does not exist any more.'],
  [{ action: 'disabled' }, 'action_disabled', 'The action core.log is disabled.'],
] as const)('[E4] %o disables it as %s', (change, event, reason) => {
  const facts = { ...sound, ...change };
  expect(judgeEnforcement(facts).event).toBe(event);
  expect(decideEnforcement(facts)).toEqual({ kind: 'disable', reason });
});

test('[E5] a chain ends at its depth, and with its budget', () => {
  expect(decideEnforcement({ ...sound, depth: maxChainDepth - 1 }).kind).toBe('process');
  expect(decideEnforcement({ ...sound, depth: maxChainDepth })).toMatchObject({
    kind: 'disable',
    reason: expect.stringContaining('8 deep'),
  });
  expect(decideEnforcement({ ...sound, budget_left: 1 }).kind).toBe('process');
  expect(decideEnforcement({ ...sound, budget_left: 0 })).toMatchObject({
    kind: 'disable',
    reason: expect.stringContaining('budget'),
  });
});
