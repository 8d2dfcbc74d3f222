import { expect, test } from 'vitest';
import { eventually } from './eventually.ts';

test('answers as soon as the condition holds', async () => {
  let asked = 0;
  const answer = await eventually(() => {
    asked += 1;
    if (asked === 1) throw new Error('not there yet');
    return asked === 4 ? 'here' : undefined;
  });
  expect(answer).toBe('here');
  expect(asked).toBe(4);
});

test('gives up at the deadline with the last error', async () => {
  const never = eventually(
    () => {
      throw new Error('still not there');
    },
    { within: 20 },
  );
  await expect(never).rejects.toMatchObject({
    message: 'the condition did not hold within 20 ms',
    cause: new Error('still not there'),
  });
});
