import { expect, test } from 'vitest';
import { splitMatch } from './split-match.ts';

test.each([
  ['reopenGraph', 'openg', ['re', 'openG', 'raph']],
  ['openGraph', 'openGraph', ['', 'openGraph', '']],
  ['openGraph', 'close', ['openGraph', '', '']],
  ['openGraph', '', ['openGraph', '', '']],
])('%s with %s', (text, query, parts) => {
  expect(splitMatch(text, query)).toEqual(parts);
});
