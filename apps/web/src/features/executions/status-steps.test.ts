import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HistoryEntry } from '../../answers.ts';
import { statusSteps } from './status-steps.ts';

const entry = (
  second: number,
  operation: HistoryEntry['operation'],
  new_values: HistoryEntry['new_values'],
): HistoryEntry => ({
  id: second + 1,
  time: `2026-03-02T09:30:0${second}.000000Z`,
  entity_type: 'execution',
  operation,
  entity_id: 7,
  entity_ref: 'core.log',
  changed_fields: [],
  old_values: null,
  new_values,
});

const retried = [
  entry(0, 'INSERT', { status: 'requested', attempt: 0 }),
  entry(1, 'UPDATE', { status: 'running', attempt: 1 }),
  entry(2, 'UPDATE', { progress: { done: 1 } }),
  entry(3, 'UPDATE', { status: 'scheduled', error: 'refused' }),
  entry(5, 'UPDATE', { status: 'running', attempt: 2 }),
  entry(6, 'UPDATE', { status: 'completed' }),
  entry(9, 'DELETE', null),
];

test('each status has its attempt, its reason and how long it lasted', () => {
  expect(statusSteps(retried).map(({ at, ...step }) => step)).toEqual([
    { status: 'requested', lasted: 1000, attempt: 0, error: null },
    { status: 'running', lasted: 2000, attempt: 1, error: null },
    { status: 'scheduled', lasted: 2000, attempt: 1, error: 'refused' },
    { status: 'running', lasted: 1000, attempt: 2, error: null },
    { status: 'completed', lasted: null, attempt: 2, error: null },
  ]);
});

test('the order in which changes are told does not matter', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(retried, { minLength: retried.length }), (told) => {
      expect(statusSteps(told)).toEqual(statusSteps(retried));
    }),
  );
});
