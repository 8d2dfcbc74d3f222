import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { deadReferences } from './doc-refs.ts';

test('dead links and dead code spans are found, with their lines', async () => {
  await using root = await tempDir();
  await mkdir(join(root.path, 'packages/a/src'), { recursive: true });
  await writeFile(join(root.path, 'packages/a/src/open.ts'), '');
  const text = [
    'See [open](src/open.ts), `packages/a/src/open.ts`, `src/open.ts` and [the web](https://x.org/y).',
    'See [gone](src/gone.ts#L3) and [a heading](#below).',
    'Run `pnpm dev`, read `packages/<name>/README.md`, or `packages/*`.',
    '```sh',
    'cat packages/a/src/anything.ts # `packages/a/nothing`',
    '```',
    'Then `packages/a/src/lost.ts`.',
  ].join('\n');
  expect(deadReferences({ repository: root.path, document: 'packages/a/README.md', text })).toEqual(
    [
      { document: 'packages/a/README.md', line: 2, path: 'src/gone.ts' },
      { document: 'packages/a/README.md', line: 7, path: 'packages/a/src/lost.ts' },
    ],
  );
});
