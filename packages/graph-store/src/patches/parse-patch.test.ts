import { expect, test } from 'vitest';
import { parsePatch } from './parse-patch.ts';

const diff = (...lines: readonly string[]) => lines.join('\n');

test('blocks tell their lines on both sides, and what the patch shows beside them', () => {
  const [change] = parsePatch(
    diff(
      'diff --git a/src/a.ts b/src/a.ts',
      'index 1234567..89abcde 100644',
      '--- a/src/a.ts',
      '+++ b/src/a.ts',
      '@@ -3,5 +3,5 @@ export class A {',
      ' three',
      '-four',
      '+FOUR',
      ' five',
      '-six',
      ' seven',
      '+eight',
      '\\ No newline at end of file',
      '',
    ),
  );
  expect(change).toMatchObject({
    oldPath: 'src/a.ts',
    newPath: 'src/a.ts',
    blocks: [
      {
        removed: [{ number: 4, text: 'four' }],
        added: [{ number: 4, text: 'FOUR' }],
        oldNext: 5,
        newNext: 5,
      },
      { removed: [{ number: 6, text: 'six' }], added: [], oldNext: 7, newNext: 6 },
      { removed: [], added: [{ number: 7, text: 'eight' }], oldNext: 8, newNext: 8 },
    ],
  });
  expect([...(change?.shown.old ?? [])]).toEqual([
    [3, 'three'],
    [4, 'four'],
    [5, 'five'],
    [6, 'six'],
    [7, 'seven'],
  ]);
});

test.each([
  [
    'a new file',
    [
      'diff --git a/n.ts b/n.ts',
      'new file mode 100644',
      '--- /dev/null',
      '+++ b/n.ts',
      '@@ -0,0 +1 @@',
      '+x',
    ],
    [null, 'n.ts'],
  ],
  [
    'a new empty file',
    ['diff --git a/n.ts b/n.ts', 'new file mode 100644', 'index 0000000..e69de29'],
    [null, 'n.ts'],
  ],
  [
    'a deleted file',
    [
      'diff --git a/d.ts b/d.ts',
      'deleted file mode 100644',
      '--- a/d.ts',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-x',
    ],
    ['d.ts', null],
  ],
  [
    'a move without a change',
    ['diff --git a/o.ts b/p.ts', 'similarity index 100%', 'rename from o.ts', 'rename to p.ts'],
    ['o.ts', 'p.ts'],
  ],
  [
    'a copy',
    ['diff --git a/o.ts b/p.ts', 'similarity index 100%', 'copy from o.ts', 'copy to p.ts'],
    [null, 'p.ts'],
  ],
  [
    'a quoted path',
    ['--- "a/f\\303\\274r.ts"', '+++ "b/f\\303\\274r.ts"', '@@ -1 +1 @@', '-x', '+y'],
    ['für.ts', 'für.ts'],
  ],
  [
    'a plain diff without prefixes',
    ['--- src/a.ts\t2026-01-01 00:00:00', '+++ src/a.ts\t2026-01-02', '@@ -1 +1 @@', '-x', '+y'],
    ['src/a.ts', 'src/a.ts'],
  ],
  [
    'mnemonic prefixes',
    ['diff --git i/a.ts w/a.ts', '--- i/a.ts', '+++ w/a.ts', '@@ -1 +1 @@', '-x', '+y'],
    ['a.ts', 'a.ts'],
  ],
  [
    'a mail of git format-patch',
    [
      'From 1 Mon Sep 17',
      'Subject: x',
      '---',
      ' a.ts | 2 +-',
      '',
      'diff --git a/a.ts b/a.ts',
      '--- a/a.ts',
      '+++ b/a.ts',
      '@@ -1 +1 @@',
      '-x',
      '+y',
      '-- ',
      '2.43.0',
      '',
    ],
    ['a.ts', 'a.ts'],
  ],
])('paths of %s', (_, lines, [oldPath, newPath]) => {
  expect(parsePatch(diff(...lines))).toMatchObject([{ oldPath, newPath }]);
});

test('no change is an empty patch, and what is no patch is refused', () => {
  expect(parsePatch('')).toEqual([]);
  expect(() => parsePatch('hello')).toThrow('names no file');
  const wrong = diff('--- a/a.ts', '+++ b/a.ts', '@@ -1,9 +1 @@', '-x', '+y');
  expect(() => parsePatch(wrong)).toThrow(/cannot be read: .*\. Send a unified diff/);
  expect(() => parsePatch(wrong)).toThrow(expect.objectContaining({ code: 'patch_invalid' }));
});
