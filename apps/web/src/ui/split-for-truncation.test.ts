import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitForTruncation } from './split-for-truncation.ts';

test.each([
  [
    '@clew/graph-store/src/open-graph.ts#openGraph',
    '@clew/graph-store/src/',
    'open-graph.ts#openGraph',
  ],
  ['packages/web/src/main.tsx:12', 'packages/web/src/', 'main.tsx:12'],
  ['openGraph', '', 'openGraph'],
  ['lib#a/b.c', '', 'lib#a/b.c'],
  ['pkg/a.ts#on/off.#x', 'pkg/', 'a.ts#on/off.#x'],
  [`src/${'long-'.repeat(14)}file.ts#run`, `src/${'long-'.repeat(14)}file.ts`, '#run'],
])('%s keeps its telling end', (text, head, tail) => {
  expect(splitForTruncation(text)).toEqual([head, tail]);
});

test('the two parts together are always the whole', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z/#.@]{0,200}$/), (text) => {
      const [head, tail] = splitForTruncation(text);
      expect(head + tail).toBe(text);
    }),
  );
});
