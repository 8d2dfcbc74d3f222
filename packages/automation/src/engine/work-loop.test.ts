import { expect, test } from 'vitest';
import { createWakeUp } from '../wake-up.ts';
import { workLoop } from './work-loop.ts';

const hour = 3_600_000;

interface Line {
  readonly message: string;
  readonly details: object;
}

/** Runs the loop through the given ends of its batches, one after the other. */
async function run(ends: readonly ('more' | 'drained' | Error)[], pollMs: number) {
  const stopping = new AbortController();
  const lines: Line[] = [];
  const log = (details: object, message: string) => void lines.push({ message, details });
  const rest = [...ends];
  let batches = 0;
  await workLoop({
    what: 'working',
    log: { info: log, warn: log, error: log },
    wake: createWakeUp(),
    pollMs,
    backoffMs: 1,
    maxBackoffMs: 4,
    signal: stopping.signal,
    batch: async () => {
      batches += 1;
      const end = rest.shift() ?? 'drained';
      if (rest.length === 0) stopping.abort();
      if (end instanceof Error) throw end;
      return end;
    },
  });
  return { batches, lines };
}

test('[E11] pauses after failures double up to a limit, and success forgets them', async () => {
  const down = new Error('down');
  const { batches, lines } = await run(
    [down, down, down, down, 'more', down, 'more', 'drained'],
    hour,
  );
  expect(batches).toBe(8);
  expect(lines.map(({ message, details }) => [message, { ...details, err: undefined }])).toEqual([
    ['working failed', { failures: 1, retry_in_ms: 1 }],
    ['working failed', { failures: 2, retry_in_ms: 2 }],
    ['working failed', { failures: 3, retry_in_ms: 4 }],
    ['working failed', { failures: 4, retry_in_ms: 4 }],
    ['working works again', { failures: 4 }],
    ['working failed', { failures: 1, retry_in_ms: 1 }],
    ['working works again', { failures: 1 }],
  ]);
});

test('[E10] a drained queue is polled, a full batch is followed by the next at once', async () => {
  expect((await run(['more', 'more', 'drained'], hour)).batches).toBe(3);
  expect((await run(['drained', 'drained', 'drained'], 1)).batches).toBe(3);
});
