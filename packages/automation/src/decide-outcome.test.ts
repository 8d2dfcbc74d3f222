import { expect, test } from 'vitest';
import { decideOutcome, type Interruption, type Outcome, type RunEnd } from './decide-outcome.ts';

class Flaky extends Error {
  readonly retryable = true;
}

/** Total: an end or an interruption that is missing here does not compile. */
type Cell =
  | Pick<Exclude<Outcome, { kind: 'discard' }>, 'status' | 'retry_after_seconds'>
  | 'discard';
const table: Readonly<
  Record<'returned' | 'threw' | 'threw retryable', Record<Interruption | 'none', Cell>>
> = {
  returned: {
    none: { status: 'completed' },
    cancelled: { status: 'completed' },
    timeout: { status: 'completed' },
    shutdown: { status: 'completed' },
    lease_lost: 'discard',
  },
  threw: {
    none: { status: 'failed' },
    cancelled: { status: 'cancelled' },
    timeout: { status: 'timeout', retry_after_seconds: 2 },
    shutdown: { status: 'failed', retry_after_seconds: 0 },
    lease_lost: 'discard',
  },
  'threw retryable': {
    none: { status: 'failed', retry_after_seconds: 2 },
    cancelled: { status: 'cancelled' },
    timeout: { status: 'timeout', retry_after_seconds: 2 },
    shutdown: { status: 'failed', retry_after_seconds: 0 },
    lease_lost: 'discard',
  },
};

const ends = {
  returned: { kind: 'returned', result: { files: 3 }, interruption: null },
  threw: { kind: 'threw', error: new Error('no such folder'), interruption: null },
  'threw retryable': { kind: 'threw', error: new Flaky('busy'), interruption: null },
} as const satisfies Record<keyof typeof table, RunEnd>;

const cells = Object.entries(table).flatMap(([end, row]) =>
  Object.entries(row).map(([why, cell]) => ({ end: end as keyof typeof table, why, cell })),
);

test.each(cells)('$end, interrupted by $why', ({ end, why, cell }) => {
  const interruption = why === 'none' ? null : (why as Interruption);
  const outcome = decideOutcome({
    end: { ...ends[end], interruption },
    attempt: 3,
    timeoutSeconds: 60,
    random: 0,
  });
  if (cell === 'discard') {
    expect(outcome).toEqual({ kind: 'discard' });
    return;
  }
  expect(outcome).toMatchObject({ kind: 'finish', status: cell.status });
  expect('retry_after_seconds' in outcome ? outcome.retry_after_seconds : undefined).toBe(
    cell.retry_after_seconds,
  );
});

test('the result and the message of the error are kept', () => {
  const decide = (end: RunEnd) => decideOutcome({ end, attempt: 1, timeoutSeconds: 60, random: 0 });
  expect(decide(ends.returned)).toHaveProperty('result', { files: 3 });
  expect(decide(ends.threw)).toHaveProperty('error', 'no such folder');
});

test.each([null, 'cancelled', 'timeout', 'shutdown'] as const)(
  'what a failed run leaves behind is kept, interrupted by %s',
  (interruption) => {
    const error = Object.assign(new Error('exit code 1'), { result: { stdout: 'half' } });
    expect(
      decideOutcome({
        end: { kind: 'threw', error, interruption },
        attempt: 1,
        timeoutSeconds: 60,
        random: 0,
      }),
    ).toHaveProperty('result', { stdout: 'half' });
  },
);
