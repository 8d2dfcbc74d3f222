import { expect, test } from 'vitest';
import { redactValues } from './redact-values.ts';

test('values are taken out, the longer ones first, and short ones left alone', () => {
  const redact = redactValues(['hunter2', 'hunter2-and-more', 'a"quote"', 'abc']);
  expect(redact('abc: hunter2-and-more, hunter2, "a\\"quote\\""')).toBe(
    'abc: [secret], [secret], "[secret]"',
  );
  expect(redact.longest).toBe(16);
  expect(redactValues([])('as it is')).toBe('as it is');
});
