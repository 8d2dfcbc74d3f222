import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codebaseSchema, revisionSchema } from '@clew/contracts';
import { checkIntegrity, getCodebase, matchSymbols, openCodebase } from '@clew/graph-store';
import { eventually } from '@clew/testing';
import { expect, test } from 'vitest';
import { startClew } from './run-clew.ts';
import { makeShop } from './shop.ts';

const counts = (text: string) => text.replace(/\d+\.\d+ s/, '<time>');

test('a folder becomes a codebase, and is brought up to date after an edit', async () => {
  await using shop = await makeShop();
  const added = await shop.clew(['index']);
  expect(added.exitCode).toBe(0);
  expect(counts(added.out).replace(shop.root, '<root>')).toMatchInlineSnapshot(`
    "Added shop <root>
      3 files, 15 symbols, 24 edges, 1 unresolved site
      3 files read: 12 symbols added, 0 updated, 0 removed
      revision 1, <time>
    "
  `);
  expect(added.error).toMatchInlineSnapshot(`
    "Looking for sources …
    Loading the compiler …
    Reading 1 of 3 files
    Reading 3 of 3 files
    Storing …
    "
  `);
  // Whoever commits the folder commits rules, and no graph.
  expect(readFileSync(join(shop.root, '.clew', '.gitignore'), 'utf8')).toContain('!rules/');

  shop.write('src/price.ts', 'export const priceOf = (article: string, tax: number) => tax;\n');
  shop.write('src/broken.ts', 'export const = ;\n');
  mkdirSync(join(shop.root, 'docs'));
  const again = await shop.clew(['index', '--json'], { cwd: join(shop.root, 'docs') });
  expect(again.exitCode).toBe(0);
  const codebase = codebaseSchema.parse(JSON.parse(again.out));
  expect(codebase).toMatchObject({
    name: 'shop',
    root: shop.root,
    last_revision: { id: 2, failures: [{ path: 'src/broken.ts' }] },
  });
  const told = await shop.clew(['index', '.', '--full']);
  expect(told.out).toContain('1 file could not be indexed:\n    src/broken.ts:1  ');
});

test('a name stands for one folder', async () => {
  await using shop = await makeShop();
  const other = join(shop.root, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'package.json'), '{"name":"shop"}');
  const env = { CLEW_HOME: join(shop.root, 'home') };
  expect((await shop.clew(['index', '.'], { env })).exitCode).toBe(0);
  const [taken, elsewhere, missing, badName] = await Promise.all([
    shop.clew(['index', 'other'], { env }),
    shop.clew(['index', 'other', '--codebase', 'shop'], { env }),
    shop.clew(['index', 'none'], { env }),
    shop.clew(['index', 'other', '--codebase', 'No Name'], { env }),
  ]);
  for (const { exitCode, out } of [taken, elsewhere, missing, badName]) {
    expect([exitCode, out]).toEqual([2, '']);
  }
  expect(taken.error).toContain('another name with --codebase');
  expect(elsewhere.error).toContain(`is at ${shop.root}`);
  expect(missing.error).toContain('is not a folder');
  expect(badName.error).toContain('cannot be the name of a codebase');
  const named = await shop.clew(['index', 'other', '-c', 'second'], { env });
  expect(named.out).toContain('Added second');
  expect(existsSync(join(other, '.clew'))).toBe(false);
});

test('a watch stores what was saved, and ends when it is asked to', async () => {
  await using shop = await makeShop();
  const child = startClew(['watch', '--json'], { cwd: shop.root });
  let out = '';
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  const ended = once(child, 'close');
  const revisions = () =>
    out
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [revisionSchema.parse(JSON.parse(line))]));
  await eventually(() => told.includes('Watching'), { within: 60_000 });
  expect(revisions().map(({ id }) => id)).toEqual([1]);
  shop.write(
    'src/price.ts',
    'export const priceOf = (article: string) => article.length;\nexport const tax = 1;\n',
  );
  await eventually(() => revisions().length === 2, { within: 60_000 });
  child.kill('SIGINT');
  await ended;
  expect(child.exitCode).toBe(130);
  const home = join(shop.root, '.clew');
  const graph = openCodebase({ ctx: { home }, input: { name: 'shop', readonly: true } });
  expect(matchSymbols({ ctx: { graph }, input: { name: 'tax' } })).toHaveLength(1);
  graph.close();
  const nothing = await shop.clew(['index']);
  expect(nothing.out).toContain('Nothing changed in shop');
});

test('an interrupted run leaves the graph as it was', async () => {
  await using shop = await makeShop();
  expect((await shop.clew(['index'])).exitCode).toBe(0);
  const home = join(shop.root, '.clew');
  const before = getCodebase({ ctx: { home }, input: { name: 'shop' } });
  rmSync(join(shop.root, 'src', 'till.ts'));
  const child = startClew(['index'], { cwd: shop.root });
  let told = '';
  child.stderr.setEncoding('utf8');
  for await (const text of child.stderr) {
    told += String(text);
    if (told.includes('Looking for sources') && !child.killed) child.kill('SIGINT');
  }
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode).toBe(130);
  expect(told).toContain('Stopped by SIGINT.');
  expect(getCodebase({ ctx: { home }, input: { name: 'shop' } })).toEqual(before);
  const graph = openCodebase({ ctx: { home }, input: { name: 'shop', readonly: true } });
  expect(checkIntegrity({ ctx: { graph } }).ok).toBe(true);
  graph.close();
});
