import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { GraphError } from '../graph-error.ts';
import { codebaseGraphPath } from './codebase-path.ts';
import { createCodebase } from './create-codebase.ts';
import { findCodebase } from './find-codebase.ts';

test('a folder belongs to the innermost codebase around it', async () => {
  await using folder = await tempDir();
  const ctx = { home: join(folder.path, 'home') };
  const outer = join(folder.path, 'outer');
  const inner = join(outer, 'packages', 'inner');
  mkdirSync(join(inner, 'src'), { recursive: true });
  mkdirSync(join(folder.path, 'outer-more'));
  symlinkSync(inner, join(folder.path, 'link'));
  const find = (place: string) => findCodebase({ ctx, input: { folder: place } })?.name ?? null;
  expect(find(outer)).toBeNull();
  createCodebase({ ctx, input: { name: 'inner', root: inner } });
  createCodebase({ ctx, input: { name: 'outer', root: outer } });

  expect(find(outer)).toBe('outer');
  expect(find(join(outer, 'packages'))).toBe('outer');
  expect(find(join(inner, 'src'))).toBe('inner');
  expect(find(join(folder.path, 'link'))).toBe('inner');
  // Neither above a root nor beside it.
  expect(find(folder.path)).toBeNull();
  expect(find(join(folder.path, 'outer-more'))).toBeNull();
});

test('a graph that cannot be read is told of only when it may be the one', async () => {
  await using folder = await tempDir();
  const ctx = { home: join(folder.path, 'home') };
  const sources = join(folder.path, 'sources');
  mkdirSync(sources);
  for (const name of ['broken', 'sound']) createCodebase({ ctx, input: { name, root: sources } });
  writeFileSync(codebaseGraphPath(ctx.home, 'broken'), 'no database');
  expect(findCodebase({ ctx, input: { folder: sources } })?.name).toBe('sound');
  expect(() => findCodebase({ ctx, input: { folder: folder.path } })).toThrow(GraphError);
});
