import { expect, test } from 'vitest';
import { decideOutcome, type Interruption, type Outcome, type RunEnd } from './decide-outcome.ts';

class Flaky extends Error {
  readonly retryable = true;
}

/** Total: an end or an interruption that is missing here does not compile. */
type Cell =
  | Pick<Extract<Outcome, { kind: 'finish' }>, 'status' | 'retry_after_seconds'>
  | Exclude<Outcome['kind'], 'finish'>;
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
    shutdown: 'release',
    lease_lost: 'discard',
  },
  'threw retryable': {
    none: { status: 'failed', retry_after_seconds: 2 },
    cancelled: { status: 'cancelled' },
    timeout: { status: 'timeout', retry_after_seconds: 2 },
    shutdown: 'release',
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
  if (typeof cell === 'string') {
    expect(outcome.kind).toBe(cell);
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

test.each([null, 'cancelled', 'timeout'] as const)(
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

test('[X9] an error may ask for a longer pause than its attempt would have', () => {
  const after = (retryAfterSeconds: number | undefined, random: number, retryable = true) =>
    decideOutcome({
      end: {
        kind: 'threw',
        error: Object.assign(new Error('busy'), { retryable, retryAfterSeconds }),
        interruption: null,
      },
      attempt: 3,
      timeoutSeconds: 60,
      random,
    });
  expect(after(120, 0)).toHaveProperty('retry_after_seconds', 120);
  expect(after(120, 0.5)).toHaveProperty('retry_after_seconds', 126);
  expect(after(1, 0)).toHaveProperty('retry_after_seconds', 2);
  expect(after(undefined, 0)).toHaveProperty('retry_after_seconds', 2);
  expect(after(120, 0, false)).not.toHaveProperty('retry_after_seconds');
});
