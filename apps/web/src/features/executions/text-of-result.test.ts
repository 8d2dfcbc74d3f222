import { expect, test } from 'vitest';
import { textOfResult } from './text-of-result.ts';

test.each([
  [
    { level: 'info', stdout: 'hello\n' },
    { stdout: 'hello\n', stderr: '' },
  ],
  [
    { exit_code: 1, stdout: '', stderr: 'broken' },
    { stdout: '', stderr: 'broken' },
  ],
  [{ stdout: 12 }, { stdout: '', stderr: '' }],
  ['stdout', { stdout: '', stderr: '' }],
  [null, { stdout: '', stderr: '' }],
])('%j wrote %j', (result, written) => {
  expect(textOfResult(result)).toEqual(written);
});
