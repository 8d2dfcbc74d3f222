import { enforcementStatusSchema, executionStatusSchema } from '@clew/contracts';
import { expect, test } from 'vitest';
import { ENFORCEMENT_TRANSITIONS, nextEnforcementStatus } from './enforcement-transition.ts';
import { EXECUTION_TRANSITIONS, nextExecutionStatus } from './execution-transition.ts';

/** `·` changes nothing. */
function render(
  transitions: Readonly<Record<string, Readonly<Record<string, string>>>>,
): readonly string[] {
  return Object.entries(transitions).map(([status, row]) => {
    const cells = Object.entries(row).map(
      ([event, next]) => `${event}:${next === 'refused' ? '·' : next}`,
    );
    return `${status} | ${cells.join(' ')}`;
  });
}

test('[E1] an enforcement leaves created once, for good', () => {
  expect(Object.keys(ENFORCEMENT_TRANSITIONS)).toEqual(enforcementStatusSchema.options);
  expect(render(ENFORCEMENT_TRANSITIONS)).toEqual([
    'created | accept:processed rule_failed:disabled rule_gone:disabled rule_disabled:disabled trigger_gone:disabled trigger_disabled:disabled action_gone:disabled action_disabled:disabled chain_stopped:disabled execution_refused:disabled',
    'processed | accept:· rule_failed:· rule_gone:· rule_disabled:· trigger_gone:· trigger_disabled:· action_gone:· action_disabled:· chain_stopped:· execution_refused:·',
    'disabled | accept:· rule_failed:· rule_gone:· rule_disabled:· trigger_gone:· trigger_disabled:· action_gone:· action_disabled:· chain_stopped:· execution_refused:·',
  ]);
  expect(nextEnforcementStatus('created', 'accept')).toBe('processed');
});

test('[X1] the table of executions is total, and what is final stays', () => {
  expect(Object.keys(EXECUTION_TRANSITIONS).toSorted()).toEqual(
    executionStatusSchema.options.toSorted(),
  );
  const final =
    'claim:· heartbeat:· complete:· fail:· fail_retry:· time_out:· time_out_retry:· stop:· hand_back:· cancel:· expire:· expire_retry:·';
  const waiting =
    'claim:running heartbeat:· complete:· fail:· fail_retry:· time_out:· time_out_retry:· stop:· hand_back:· cancel:cancelled expire:· expire_retry:·';
  expect(render(EXECUTION_TRANSITIONS)).toEqual([
    `requested | ${waiting}`,
    `scheduled | ${waiting}`,
    'running | claim:· heartbeat:running complete:completed fail:failed fail_retry:scheduled time_out:timeout time_out_retry:scheduled stop:cancelled hand_back:requested cancel:canceling expire:abandoned expire_retry:requested',
    'canceling | claim:· heartbeat:canceling complete:completed fail:failed fail_retry:failed time_out:timeout time_out_retry:timeout stop:cancelled hand_back:cancelled cancel:canceling expire:cancelled expire_retry:cancelled',
    `completed | ${final}`,
    `failed | ${final}`,
    `cancelled | ${final}`,
    `timeout | ${final}`,
    `abandoned | ${final}`,
  ]);
  expect(nextExecutionStatus('requested', 'claim')).toBe('running');
});
