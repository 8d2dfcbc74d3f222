import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { factBatchSchema } from '@clew/contracts';
import { expect, test } from 'vitest';
import { tempCodebase, writeSources } from '../test/codebase.ts';
import { edgesOf, problemsOf, symbolsOf } from '../test/facts.ts';
import { indexTypeScript } from './index-typescript.ts';
import { MAX_SOURCE_BYTES } from './sources/read-source.ts';

const INPUT = fileURLToPath(new URL('../snapshots/input/', import.meta.url));
/** Leaves the types of the browser out, which take longer to read than the sources. */
const LEAN = { compilerOptions: { lib: ['es2022'], types: [] } };
const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

test.each(['forms', 'workspace'])('%s: the batch is valid and whole', async (project) => {
  const batch = await indexTypeScript({ root: `${INPUT}${project}`, commit: null });
  expect(factBatchSchema.parse(batch)).toEqual(batch);
  expect(problemsOf(batch)).toEqual([]);
});

test('two runs give the same bytes', async () => {
  const run = async () =>
    JSON.stringify(await indexTypeScript({ root: `${INPUT}forms`, commit: null }));
  expect(await run()).toBe(await run());
});

test('a package of this repository: every edge has both ends, every file has facts', async () => {
  const batch = await indexTypeScript({ root: `${REPOSITORY}packages/contracts` });
  expect(problemsOf(batch)).toEqual([]);
  expect(batch.commit).toMatch(/^[0-9a-f]{40}$/);
  expect(edgesOf(batch)).toContain(
    '@clew/contracts/src/settings.ts#parseSettings instantiates @clew/contracts/src/clew-error.ts#ClewError',
  );
});

test('who imports a module imports nobody who adds to it', async () => {
  await using codebase = await tempCodebase({
    'package.json': { name: 'p' },
    'tsconfig.json': LEAN,
    'node_modules/lib/package.json': { name: 'lib', types: 'index.d.ts' },
    'node_modules/lib/index.d.ts':
      'export interface Register {}\nexport declare const lib: Register;\n',
    'adds.ts': "export {};\ndeclare module 'lib' {\n  interface Register { own: 1 }\n}\n",
    'user.ts': "import { lib } from 'lib';\nexport const used = lib;\n",
  });
  const edges = edgesOf(await indexTypeScript({ root: codebase.root, commit: null }));
  expect(edges.filter((edge) => edge.startsWith('p/user.ts imports'))).toEqual([
    'p/user.ts imports lib',
    'p/user.ts imports lib#lib',
  ]);
});

test('the commit is read from git, and is null outside of it', async () => {
  await using codebase = await tempCodebase({ 'a.ts': 'export const a = 1;' });
  const { root } = codebase;
  expect((await indexTypeScript({ root })).commit).toBeNull();
  const git = (...argv: string[]) => execFileSync('git', argv, { cwd: root, encoding: 'utf8' });
  git('init', '-q');
  git('add', '.');
  git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-q', '-m', 'a');
  expect((await indexTypeScript({ root })).commit).toBe(git('rev-parse', 'HEAD').trim());
});

test('unusable files are reported and the rest is indexed', async () => {
  await using codebase = await tempCodebase({
    'package.json': { name: 'p' },
    'good.ts': "import { broken } from './broken.ts';\nexport const good = () => broken();\n",
    'broken.ts': 'export function broken() {\n  return (;\n}\n',
    'binary.ts': Buffer.from([0x65, 0x00, 0x01, 0x02]),
    'huge.ts': `export const huge = '${'x'.repeat(MAX_SOURCE_BYTES)}';`,
    'tolerable.ts': 'export const tolerable = 08;\n',
    'bad/package.json': '{ "name": ',
  });
  const batch = await indexTypeScript({ root: codebase.root });
  expect(batch.failures).toEqual([
    {
      path: 'bad/package.json',
      message: expect.stringContaining('The manifest cannot be read'),
      line: null,
    },
    { path: 'binary.ts', message: expect.stringContaining('binary'), line: null },
    {
      path: 'broken.ts',
      message: 'The file cannot be parsed: Expression expected. (TS1109)',
      line: 2,
    },
    { path: 'huge.ts', message: expect.stringContaining('2.0 MB'), line: null },
  ]);
  expect(batch.files.map(({ path }) => path)).toEqual(['good.ts', 'tolerable.ts']);
  expect(edgesOf(batch)).toContain('p/good.ts#good calls p/broken.ts#broken');
  expect(batch.externals).toContainEqual({
    fqn: 'p/broken.ts#broken',
    kind: 'function',
    name: 'broken',
    package: 'p',
  });
  expect(problemsOf(batch)).toEqual([]);
});

test('dependencies that are not installed are reasons, not crashes', async () => {
  await using codebase = await tempCodebase({
    'package.json': { name: 'p', dependencies: { gone: '1' } },
    'a.tsx': [
      "import Gone, { part } from 'gone';",
      'export class A extends Gone<string> {}',
      'export const b = () => <part.Element value={part.value()} />;',
    ].join('\n'),
  });
  const { files, failures } = await indexTypeScript({ root: codebase.root });
  expect(failures).toEqual([]);
  const reasons = files.flatMap(({ unresolved }) => unresolved);
  expect(new Set(reasons.map(({ name }) => name))).toEqual(
    new Set(['gone', 'Gone', 'part', 'Element', 'value']),
  );
  expect(new Set(reasons.map(({ reason }) => reason))).toEqual(new Set(['missing_module']));
});

test('a partial run covers what it is asked for and tells what is gone', async () => {
  await using codebase = await tempCodebase({
    'package.json': { name: 'p' },
    'tsconfig.json': LEAN,
    'src/a.ts': "import { b } from './b.ts';\nexport const a = () => b();\n",
    'src/b.ts': 'export const b = () => 1;\n',
    'other/c.ts': 'export const c = 1;\n',
  });
  const { root } = codebase;
  const full = await indexTypeScript({ root });
  const partial = await indexTypeScript({ root, paths: ['src/a.ts', 'src/gone.ts'] });
  expect(partial).toMatchObject({ scope: 'partial', removed_files: ['src/gone.ts'] });
  expect(partial.files).toEqual(full.files.filter(({ path }) => path === 'src/a.ts'));
  const folder = await indexTypeScript({ root, paths: [`${root}/src`] });
  expect(folder.files).toEqual(full.files.filter(({ path }) => path.startsWith('src/')));
});

test.each(['../outside.ts', '/etc/passwd', 'src/../../x.ts', 'a\0b.ts'])(
  'a path outside of the root is refused: %j',
  async (path) => {
    await using codebase = await tempCodebase({ 'a.ts': 'export {};' });
    await expect(indexTypeScript({ root: codebase.root, paths: [path] })).rejects.toMatchObject({
      code: 'path_outside_root',
      problem: 'path_outside_root',
    });
  },
);

test('an unusable root says what to give', async () => {
  await using codebase = await tempCodebase({ 'a.ts': 'export {};' });
  await expect(indexTypeScript({ root: `${codebase.root}/none` })).rejects.toThrow(
    /There is no folder ".*none"\. Give the folder/,
  );
  await expect(indexTypeScript({ root: `${codebase.root}/a.ts` })).rejects.toMatchObject({
    code: 'root_not_a_directory',
  });
});

test('an abort between files ends the run', async () => {
  const controller = new AbortController();
  const run = indexTypeScript({
    root: `${INPUT}forms`,
    signal: controller.signal,
    onProgress: ({ phase }) => {
      if (phase === 'extracting') controller.abort('enough');
    },
  });
  await expect(run).rejects.toMatchObject({ code: 'aborted', cause: 'enough' });
});

test('fqns carry no version and no line: edits around a symbol leave it as it was', async () => {
  await using codebase = await tempCodebase({
    'package.json': { name: 'p', version: '1.0.0' },
    'tsconfig.json': LEAN,
    'a.ts': 'export function f(a: number): number {\n  return a + 1; // one\n}\n',
  });
  const { root } = codebase;
  const before = symbolsOf(await indexTypeScript({ root })).get('p/a.ts#f');
  writeSources(root, {
    'package.json': { name: 'p', version: '2.0.0' },
    'a.ts':
      '\n\n/** f */\nexport function f(\n  a: number\n): number {\n  /* two */ return a+1;\n}\n',
  });
  const moved = symbolsOf(await indexTypeScript({ root })).get('p/a.ts#f');
  expect(moved).toEqual({ ...before, start_line: 4, end_line: 8, signature: expect.any(String) });
});

test('an expression that is thousands of operands long is read like any other', async () => {
  const operands = Array.from({ length: 6000 }, (_, index) =>
    index === 3000 ? 'f()' : `'${index}'`,
  );
  await using codebase = await tempCodebase({
    'package.json': { name: 'p' },
    'tsconfig.json': LEAN,
    'long.ts': `const f = (): string => '';\nexport const long = ${operands.join(' +\n')};\n`,
    'user.ts': "import { long } from './long.js';\nexport const user = () => long.trim();\n",
  });
  const batch = await indexTypeScript({ root: codebase.root });
  expect(batch.failures).toEqual([]);
  expect(edgesOf(batch)).toContain('p/long.ts#long calls p/long.ts#f');
});
