import { rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyFacts, readIndexInputs } from '@clew/graph-store';
import { expect, test } from 'vitest';
import { tempCodebase, writeSources } from '../../test/codebase.ts';
import { liveGraph } from '../../test/live-graph.ts';
import { indexTypeScript } from '../index-typescript.ts';
import { openIndexSession } from './index-session.ts';
import { isEmptyBatch, isUpToDate } from './index-state.ts';

/** The ways in which graphs of other tools came to lie, as far as indexing can cause them. */

const PROJECT = {
  'package.json': { name: 'p' },
  'tsconfig.json': { compilerOptions: { lib: ['es2022'], types: [] } },
};
const CALLER = "import { f } from './f.ts';\nexport const caller = () => f();\n";
const paths = ({ files }: { readonly files: readonly { readonly path: string }[] }) =>
  files.map(({ path }) => path);

test('re-indexing a file keeps the edges that unchanged files have into it', async () => {
  await using live = await liveGraph({
    ...PROJECT,
    'caller.ts': CALLER,
    'f.ts': 'export function f(): number {\n  return 1;\n}\n',
  });
  const before = live.edges();
  const batch = await live.edit({ 'f.ts': 'export function f(): number {\n  return 2;\n}\n' });
  expect(paths(batch)).toEqual(['f.ts']);
  expect(live.edges()).toEqual(before);
  expect(live.edges()).toContain('p/caller.ts#caller calls p/f.ts#f');
});

test('a new export satisfies an old unresolved call', async () => {
  await using live = await liveGraph({ ...PROJECT, 'caller.ts': CALLER, 'f.ts': 'export {};\n' });
  expect(live.edges()).not.toContain('p/caller.ts#caller calls p/f.ts#f');
  await live.edit({ 'f.ts': 'export const f = () => 1;\n' });
  expect(live.edges()).toContain('p/caller.ts#caller calls p/f.ts#f');
  rmSync(join(live.root, 'f.ts'));
  expect(paths(await live.look())).toEqual(['caller.ts']);
  expect(live.edges()).not.toContain('p/caller.ts#caller calls p/f.ts#f');
  expect(await live.drift()).toEqual([]);
  writeSources(live.root, { 'f.ts': 'export const f = () => 1;\n' });
  await live.look();
  expect(live.edges()).toContain('p/caller.ts#caller calls p/f.ts#f');
  expect(await live.drift()).toEqual([]);
});

test('what is reached in several ways is the same however the files are read', async () => {
  await using live = await liveGraph({
    ...PROJECT,
    'shapes.ts': [
      'export class A { area() { return 1; } }',
      'export class B { area() { return 2; } }',
      'export const of = (a: boolean) => (a ? new A() : new B());',
    ].join('\n'),
    'sum.ts': "import { of } from './shapes.ts';\nexport const sum = () => of(true).area();\n",
  });
  const before = live.edges();
  expect(before.filter((edge) => edge.startsWith('p/sum.ts#sum calls'))).toHaveLength(3);
  for (const sum of ['of(false)', 'of(true)']) {
    await live.edit({
      'sum.ts': `import { of } from './shapes.ts';\nexport const sum = () => ${sum}.area();\n`,
    });
  }
  expect(live.edges()).toEqual(before);
  expect(await live.drift()).toEqual([]);
});

test('a symbol is the same wherever it stands in its file, and however the root is named', async () => {
  await using live = await liveGraph({
    ...PROJECT,
    'caller.ts': CALLER,
    'f.ts': 'export const f = () => 1;\n',
  });
  const idOf = () =>
    live.graph.sqlite.prepare("select id from symbols where fqn = 'p/f.ts#f'").pluck().get();
  const before = idOf();
  await live.edit({ 'f.ts': '\n\n// further down\nexport const f = () => 1;\n' });
  expect(idOf()).toBe(before);
  const link = `${live.root}-link`;
  symlinkSync(live.root, link);
  try {
    const direct = await indexTypeScript({ root: live.root });
    for (const root of [
      link,
      `${live.root}/`,
      join(live.root, '..', live.root.split('/').at(-1) ?? ''),
    ]) {
      expect(await indexTypeScript({ root })).toEqual(direct);
    }
  } finally {
    rmSync(link);
  }
});

test('deriving a file again and again leaves each edge once', async () => {
  await using live = await liveGraph({
    ...PROJECT,
    'caller.ts': CALLER,
    'f.ts': 'export const f = () => 1;\n',
  });
  const before = live.content();
  for (let turn = 0; turn < 3; turn += 1) {
    applyFacts({ ctx: { graph: live.graph }, input: await live.session.full() });
    await live.edit({ 'caller.ts': `${CALLER}\n` });
    await live.edit({ 'caller.ts': CALLER });
  }
  expect(live.content()).toEqual(before);
});

test('an edit of a barrel changes the edges between two files that it stands between', async () => {
  await using live = await liveGraph({
    ...PROJECT,
    'caller.ts': "import { f } from './barrel.ts';\nexport const caller = () => f();\n",
    'barrel.ts': "export { f } from './one.ts';\n",
    'one.ts': 'export const f = () => 1;\n',
    'two.ts': 'export const f = () => 2;\n',
  });
  const batch = await live.edit({ 'barrel.ts': "export * from './two.ts';\n" });
  expect(paths(batch)).toEqual(['barrel.ts', 'caller.ts']);
  expect(live.edges()).toContain('p/caller.ts#caller calls p/two.ts#f');
  expect(live.edges()).not.toContain('p/caller.ts#caller calls p/one.ts#f');
  expect(await live.drift()).toEqual([]);
});

test('what is found beside edges stays when other files are derived again', async () => {
  await using live = await liveGraph({
    ...PROJECT,
    'app.ts': [
      "import { Hono } from 'hono';",
      "import { f } from './f.ts';",
      'const app = new Hono();',
      "app.get('/orders', f);",
    ].join('\n'),
    'f.ts': 'export const f = () => 1;\n',
  });
  const entries = () => live.content().entry_points;
  const before = entries();
  expect(before?.size).toBe(1);
  await live.edit({ 'f.ts': 'export const f = () => 2;\n' });
  await live.edit({ 'g.ts': 'export const g = 1;\n' });
  expect(entries()).toEqual(before);
});

test('code that is generated after the index, and ignored, is noticed when it appears', async () => {
  await using live = await liveGraph({
    ...PROJECT,
    '.gitignore': 'generated/\n',
    'user.ts': "import { made } from './generated/made.js';\nexport const user = () => made();\n",
  });
  expect(live.edges()).not.toContain('p/user.ts#user calls p/generated/made.ts#made');
  for (const text of [
    'export const made = () => 1;\n',
    'export const made = (): string => "";\n',
  ]) {
    writeSources(live.root, { 'generated/made.ts': text });
    expect(paths(await live.look())).toEqual(['user.ts']);
    expect(live.edges()).toContain('p/user.ts#user calls p/generated/made.ts#made');
    expect(await live.drift()).toEqual([]);
  }
});

test('an edit that is taken back is noticed both times', async () => {
  const original = 'export const f = () => 1;\n';
  await using live = await liveGraph({ ...PROJECT, 'caller.ts': CALLER, 'f.ts': original });
  const before = live.content();
  await live.edit({ 'f.ts': 'export const g = () => 1;\n' });
  expect(live.edges()).not.toContain('p/caller.ts#caller calls p/f.ts#f');
  await live.edit({ 'f.ts': original });
  expect(live.content()).toEqual(before);
  await live.edit({ 'f.ts': 'export const g = () => 1;\n' });
  writeSources(live.root, { 'f.ts': original });
  await live.look();
  expect(live.content()).toEqual(before);
});

test('times of files say nothing: an old time hides no change, and a new one is none', async () => {
  await using live = await liveGraph({ ...PROJECT, 'f.ts': 'export const f = () => 1;\n' });
  const file = join(live.root, 'f.ts');
  const { atime, mtime, size } = statSync(file);
  writeFileSync(file, 'export const h = () => 1;\n');
  utimesSync(file, atime, mtime);
  expect(statSync(file).size).toBe(size);
  expect(paths(await live.look())).toEqual(['f.ts']);
  utimesSync(file, new Date(), new Date());
  expect(isEmptyBatch(await live.look())).toBe(true);
});

test('when facts are not stored, neither is what they were derived from', async () => {
  await using live = await liveGraph({ ...PROJECT, 'f.ts': 'export const f = () => 1;\n' });
  const ctx = { graph: live.graph };
  const before = readIndexInputs({ ctx });
  writeSources(live.root, { 'f.ts': 'export const g = () => 1;\n' });
  const batch = await live.session.update(['f.ts']);
  const crash = () => {
    throw new Error('the power went out');
  };
  expect(() => applyFacts({ ctx: { ...ctx, derive: crash }, input: batch })).toThrow('power');
  expect(readIndexInputs({ ctx })).toEqual(before);
  expect(isUpToDate({ root: live.root, known: before })).toBe(false);
  const again = await live.edit({});
  expect(paths(again)).toEqual(['f.ts']);
  expect(await live.drift()).toEqual([]);
});

test('what somebody else stored meanwhile makes a session forget what it read, and read it again', async () => {
  await using live = await liveGraph({ ...PROJECT, 'f.ts': 'export const f = () => 1;\n' });
  writeSources(live.root, { 'f.ts': 'export const g = () => 1;\n' });
  await live.look();
  expect(isEmptyBatch(await live.session.update(null))).toBe(true);
  expect(isEmptyBatch(await live.session.update([]))).toBe(true);
  expect(paths(await live.edit({ 'f.ts': 'export const h = () => 1;\n' }))).toEqual(['f.ts']);
  expect(await live.drift()).toEqual([]);
});

test('what somebody else saw moved and is back again is a file more, not the same files', async () => {
  await using live = await liveGraph({ ...PROJECT, 'f.ts': 'export const f = () => 1;\n' });
  rmSync(join(live.root, 'f.ts'));
  writeSources(live.root, { 'to/f.ts': 'export const f = () => 1;\n' });
  await live.look();
  expect(paths(await live.edit({ 'f.ts': 'export const f = () => 1;\n' }))).toEqual(['f.ts']);
  expect(await live.drift()).toEqual([]);
});

test('nothing is called up to date that a run for some paths left behind', async () => {
  await using live = await liveGraph({
    ...PROJECT,
    'caller.ts': 'import { f } from "./f.ts";\nexport const caller = () => f();\n',
    'f.ts': 'export const f = () => 1;\n',
  });
  writeSources(live.root, { 'f.ts': 'export const g = () => 1;\n' });
  const part = await indexTypeScript({ root: live.root, paths: ['f.ts'] });
  applyFacts({ ctx: { graph: live.graph }, input: part });
  expect(await live.drift()).not.toEqual([]);
  expect(paths(await live.look())).toEqual(['caller.ts', 'f.ts']);
  expect(await live.drift()).toEqual([]);
});

test.each([
  ['a type behind a type', 'c.ts', 'export interface C { other(): void }'],
  ['a file before a folder', 'a.ts', 'export const make = (): { name: string } => ({ name: "" });'],
  [
    'a declaration for everybody',
    'g.ts',
    'export {};\ndeclare global { interface Array<T> { own(): T } }',
  ],
  ['another config', 'tsconfig.json', '{ "compilerOptions": { "lib": ["es5"], "types": [] } }'],
  ['another name of the package', 'package.json', '{ "name": "q" }'],
  ['a rule that ignores', '.gitignore', 'a/\n'],
])('%s changes the facts of files that did not change', async (_, path, text) => {
  await using live = await liveGraph({
    ...PROJECT,
    'c.ts': 'export interface C { run(): void }\n',
    'a/index.ts': "import type { C } from '../c.ts';\nexport declare function make(): C;\n",
    'user.ts':
      "import { make } from './a';\nexport const user = () => { make().run(); [1].own(); };\n",
  });
  const batch = await live.edit({ [path]: text });
  expect(paths(batch)).toContain('user.ts');
  expect(await live.drift()).toEqual([]);
});

test('sources that are no sources any more leave the graph, and a session that fails begins anew', async () => {
  await using live = await liveGraph({
    ...PROJECT,
    'f.ts': 'export const f = 1;\n',
    'g.ts': 'export const g = 1;\n',
  });
  await live.edit({ '.gitignore': 'f.ts\n' });
  expect(await live.drift()).toEqual([]);
  const stopped = live.session.update(null, { signal: AbortSignal.abort('enough') });
  await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
  expect(paths(await live.edit({ 'g.ts': 'export const g = 2;\n' }))).toEqual(['g.ts']);
  expect(await live.drift()).toEqual([]);
});

test('a session says what it was told before it was closed', async () => {
  await using codebase = await tempCodebase({ ...PROJECT, 'f.ts': 'export const f = 1;\n' });
  const session = openIndexSession({ root: codebase.root });
  expect(await session.update(null)).toMatchObject({ scope: 'full' });
  expect(isEmptyBatch(await session.update(['f.ts']))).toBe(true);
  await expect(async () => session.update(['../outside.ts'])).rejects.toMatchObject({
    code: 'path_outside_root',
  });
  session.close();
  await expect(session.full()).rejects.toMatchObject({ code: 'aborted' });
});
