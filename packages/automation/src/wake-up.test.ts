import { expect, test } from 'vitest';
import { createWakeUp } from './wake-up.ts';

const forever = 1_000_000_000;
const never = new AbortController().signal;

test('a call ends the sleep', async () => {
  const wakeUp = createWakeUp();
  const slept = wakeUp.wait(forever, never);
  wakeUp.call();
  await slept;
});

test('a call while awake ends the next sleep, and only that one', async () => {
  const wakeUp = createWakeUp();
  wakeUp.call();
  await wakeUp.wait(forever, never);
  const stop = new AbortController();
  let ended = false;
  const slept = wakeUp.wait(forever, stop.signal).then(() => {
    ended = true;
  });
  await Promise.resolve();
  expect(ended).toBe(false);
  stop.abort();
  await slept;
});

test('time and an abort end the sleep', async () => {
  await createWakeUp().wait(1, never);
  await createWakeUp().wait(forever, AbortSignal.abort());
});
