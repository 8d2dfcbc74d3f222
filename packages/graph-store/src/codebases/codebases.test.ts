import { existsSync, mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, file } from '../../test/facts.ts';
import { GraphError } from '../graph-error.ts';
import { createConstraint } from '../knowledge/create-constraint.ts';
import { createGlossaryTerm } from '../knowledge/create-glossary-term.ts';
import { migrateGraph } from '../migrate/migrate-graph.ts';
import { openGraph } from '../open-graph.ts';
import { codebaseFolder, codebaseGraphPath } from './codebase-path.ts';
import { createCodebase } from './create-codebase.ts';
import { describeCodebase } from './describe-codebase.ts';
import { getCodebase } from './get-codebase.ts';
import { codebaseNames, listCodebases } from './list-codebases.ts';
import { openCodebase } from './open-codebase.ts';
import { removeCodebase } from './remove-codebase.ts';

function thrown(work: () => unknown): GraphError {
  try {
    work();
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown');
}

test('a codebase is created empty, opened, indexed and described', async () => {
  await using folder = await tempDir();
  const ctx = { home: join(folder.path, 'home') };
  expect(listCodebases({ ctx, input: {} })).toEqual({ items: [], next_cursor: null });
  const created = createCodebase({ ctx, input: { name: 'shop', root: folder.path } });
  expect(created).toMatchObject({
    name: 'shop',
    root: realpathSync(folder.path),
    counts: {
      files: 0,
      symbols: 0,
      edges: 0,
      unresolved: 0,
      summaries: 0,
      terms: 0,
      constraints: 0,
    },
    last_revision: null,
  });
  expect(readdirSync(codebaseFolder(ctx.home, 'shop'))).toEqual(['graph.db']);
  expect(getCodebase({ ctx, input: { name: 'shop' } })).toEqual(created);
  const graph = openCodebase({ ctx, input: { name: 'shop' } });
  apply(graph, batch([file('a.ts')]));
  for (const code_term of ['cart', 'basket']) {
    createGlossaryTerm({ ctx: { graph }, input: { code_term } });
  }
  createConstraint({ ctx: { graph }, input: { name: 'a cart has an owner' } });
  graph.close();
  expect(getCodebase({ ctx, input: { name: 'shop' } })).toMatchObject({
    counts: { files: 1, symbols: 1, edges: 0, unresolved: 0, terms: 2, constraints: 1 },
    last_revision: { id: 1, scope: 'partial' },
  });
});

test('a name is taken once', async () => {
  await using folder = await tempDir();
  const ctx = { home: folder.path };
  const input = { name: 'shop', root: folder.path };
  const created = createCodebase({ ctx, input });
  expect(thrown(() => createCodebase({ ctx, input }))).toMatchObject({
    code: 'codebase_exists',
    issues: [{ path: 'name' }],
  });
  expect(getCodebase({ ctx, input })).toEqual(created);
  expect(readdirSync(join(folder.path, 'codebases'))).toEqual(['shop']);
});

test('a root that is relative, missing or no folder is refused, and nothing is made', async () => {
  await using folder = await tempDir();
  const ctx = { home: join(folder.path, 'home') };
  const plain = join(folder.path, 'plain.txt');
  writeFileSync(plain, 'text');
  for (const root of [
    'src',
    '.',
    '../x',
    join(folder.path, 'missing'),
    plain,
    `${folder.path}\0`,
  ]) {
    expect(thrown(() => createCodebase({ ctx, input: { name: 'shop', root } }))).toMatchObject({
      code: 'root_invalid',
      issues: [{ path: 'root' }],
    });
  }
  for (const name of ['', '..', '.new-1', 'a/b', 'Shop', 'x'.repeat(64), 'a\0']) {
    const input = { name, root: folder.path };
    expect(thrown(() => createCodebase({ ctx, input })).code, name).toBe('name_invalid');
    expect(thrown(() => getCodebase({ ctx, input })).code, name).toBe('name_invalid');
  }
  expect(existsSync(ctx.home)).toBe(false);
});

test('codebases are listed by name, in pages; what a crash left is ignored', async () => {
  await using folder = await tempDir();
  const ctx = { home: folder.path };
  for (const name of ['b', 'c', 'a']) createCodebase({ ctx, input: { name, root: folder.path } });
  const folders = join(folder.path, 'codebases');
  mkdirSync(join(folders, '.new-x1y2z3'));
  migrateGraph({ path: join(folders, '.new-x1y2z3', 'graph.db') });
  mkdirSync(join(folders, '.removed-1'));
  mkdirSync(join(folders, 'no-graph'));
  writeFileSync(join(folders, 'a-file'), '');
  expect(codebaseNames(folder.path)).toEqual(['a', 'b', 'c']);
  const first = listCodebases({ ctx, input: { limit: 2 } });
  expect(first.items.map(({ name }) => name)).toEqual(['a', 'b']);
  const second = listCodebases({ ctx, input: { limit: 2, cursor: first.next_cursor ?? '' } });
  expect(second.items.map(({ name }) => name)).toEqual(['c']);
  expect(second.next_cursor).toBeNull();
  expect(createCodebase({ ctx, input: { name: 'd', root: folder.path } }).name).toBe('d');
});

test('a folder without a graph can become a codebase', async () => {
  await using folder = await tempDir();
  const ctx = { home: folder.path };
  const input = { name: 'shop', root: folder.path };
  mkdirSync(codebaseFolder(folder.path, 'shop'), { recursive: true });
  expect(thrown(() => getCodebase({ ctx, input })).code).toBe('codebase_not_found');
  expect(createCodebase({ ctx, input }).name).toBe('shop');
  expect(getCodebase({ ctx, input }).name).toBe('shop');
});

test('an unknown codebase is answered with close names', async () => {
  await using folder = await tempDir();
  const ctx = { home: folder.path };
  const none = thrown(() => getCodebase({ ctx, input: { name: 'shop' } }));
  expect(none).toMatchObject({ code: 'codebase_not_found', suggestions: [] });
  expect(none.message).toContain('Create it first');
  for (const name of ['shop', 'shops', 'billing']) {
    createCodebase({ ctx, input: { name, root: folder.path } });
  }
  const close = thrown(() => getCodebase({ ctx, input: { name: 'shopp' } }));
  expect(close.suggestions).toEqual(['shop', 'shops']);
  expect(close.message).toContain('Did you mean "shop", "shops"?');
});

test('a removed codebase is gone with its backups, and its sources stay', async () => {
  await using folder = await tempDir();
  const ctx = { home: join(folder.path, 'home') };
  const root = join(folder.path, 'sources');
  mkdirSync(root);
  writeFileSync(join(root, 'a.ts'), 'export {}');
  const created = createCodebase({ ctx, input: { name: 'shop', root } });
  mkdirSync(join(codebaseFolder(ctx.home, 'shop'), 'backups'));
  expect(removeCodebase({ ctx, input: { name: 'shop' } })).toEqual(created);
  expect(readdirSync(join(ctx.home, 'codebases'))).toEqual([]);
  expect(existsSync(join(root, 'a.ts'))).toBe(true);
  expect(thrown(() => removeCodebase({ ctx, input: { name: 'shop' } })).code).toBe(
    'codebase_not_found',
  );
});

test('a migrated graph that belongs to no codebase says so', async () => {
  await using folder = await tempDir();
  const path = codebaseGraphPath(folder.path, 'shop');
  mkdirSync(codebaseFolder(folder.path, 'shop'), { recursive: true });
  migrateGraph({ path });
  const graph = openGraph(path);
  expect(thrown(() => describeCodebase({ ctx: { graph } })).code).toBe('graph_foreign');
  graph.close();
});
