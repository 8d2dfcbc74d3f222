import type { WorkerStatus } from '@clew/contracts';
import { expect, test } from 'vitest';
import type { HistoryEntry } from '../../answers.ts';
import { endedAt, statusSpans } from './status-spans.ts';

const minute = (n: number) => Date.UTC(2026, 0, 1, 0, n);

function change(at: number, before: WorkerStatus | null, after: WorkerStatus): HistoryEntry {
  return {
    id: at,
    time: new Date(minute(at)).toISOString(),
    entity_type: 'worker',
    operation: before === null ? 'INSERT' : 'UPDATE',
    entity_id: 1,
    entity_ref: 'local-1',
    changed_fields: ['status'],
    old_values: before === null ? null : { status: before },
    new_values: { status: after },
  };
}

const history = [
  change(40, 'busy', 'inactive'),
  change(30, 'active', 'busy'),
  change(10, null, 'active'),
];
const spans = (since: number, until: number) =>
  statusSpans(history, { since: minute(since), until: minute(until) }).map(
    ({ from, to, status }) => [(from - minute(0)) / 60_000, (to - minute(0)) / 60_000, status],
  );

test('the spans follow one another and fill the window', () => {
  expect(spans(0, 60)).toEqual([
    [0, 10, null],
    [10, 30, 'active'],
    [30, 40, 'busy'],
    [40, 60, 'inactive'],
  ]);
});

test('a window within one status is one span, also at its edges', () => {
  expect(spans(12, 20)).toEqual([[12, 20, 'active']]);
  expect(spans(30, 40)).toEqual([[30, 40, 'busy']]);
  expect(spans(50, 60)).toEqual([[50, 60, 'inactive']]);
});

test('before the oldest change that is kept it was what that one changed', () => {
  const kept = statusSpans(history.slice(0, 2), { since: minute(20), until: minute(35) });
  expect(kept.map(({ status }) => status)).toEqual(['active', 'busy']);
});

test('a worker ended when it last became inactive, unless it came back', () => {
  expect(endedAt(history)).toBe(new Date(minute(40)).toISOString());
  expect(endedAt([change(50, 'inactive', 'active'), ...history])).toBeNull();
  expect(endedAt([])).toBeNull();
});
