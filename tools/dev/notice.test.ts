import { expect, test } from 'vitest';
import { noticeOf } from './notice.ts';

test.each([
  ['{"level":30,"msg":"GET /health 200"}', null],
  ['{"level":40,"msg":"lease lost"}', 'warning: lease lost'],
  [
    '{"level":50,"msg":"index failed","err":{"message":"no such folder"}}',
    'error: index failed (no such folder)',
  ],
  ['  VITE v8.3.8  ready in 310 ms', null],
  ['Error: listen EADDRINUSE', 'Error: listen EADDRINUSE'],
  ['{"level": not json', null],
  ['{ error: true', '{ error: true'],
])('%s', (line, notice) => {
  expect(noticeOf(line)).toBe(notice);
});
