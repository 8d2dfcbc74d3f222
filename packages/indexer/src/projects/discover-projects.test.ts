import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { type Sources, tempCodebase } from '../../test/codebase.ts';
import { edgesOf } from '../../test/facts.ts';
import { indexTypeScript } from '../index-typescript.ts';
import { discoverSources } from '../sources/discover-sources.ts';
import { discoverProjects } from './discover-projects.ts';

/** Which config owns each source; null for the default project. */
async function ownersOf(sources: Sources): Promise<Record<string, string | null>> {
  await using codebase = await tempCodebase(sources);
  const { root } = codebase;
  const found = discoverSources(root);
  const { projects } = discoverProjects(root, found.sources, found.configs);
  const owners: Record<string, string | null> = {};
  for (const { config, owned } of projects) {
    for (const path of owned) {
      owners[relative(root, path)] = config === null ? null : relative(root, config.path);
    }
  }
  return owners;
}

test('a source in several projects belongs to the nearest config that includes it', async () => {
  expect(
    await ownersOf({
      'tsconfig.json': { include: ['**/*'] },
      'a.ts': '',
      'one/tsconfig.json': { include: ['src'] },
      'one/src/b.ts': '',
      'one/test/c.ts': '',
    }),
  ).toEqual({
    'a.ts': 'tsconfig.json',
    'one/src/b.ts': 'one/tsconfig.json',
    'one/test/c.ts': 'tsconfig.json',
  });
});

test('tsconfig.json comes first, then what it references, then the others by name', async () => {
  expect(
    await ownersOf({
      'tsconfig.json': { files: [], references: [{ path: './tsconfig.z.json' }] },
      'tsconfig.a.json': { include: ['a.ts', 'z.ts'] },
      'tsconfig.b.json': { include: ['a.ts', 'b.ts'] },
      'tsconfig.z.json': { include: ['z.ts'] },
      'a.ts': '',
      'b.ts': '',
      'z.ts': '',
      'none.ts': '',
      'script.mjs': '',
    }),
  ).toEqual({
    'a.ts': 'tsconfig.a.json',
    'b.ts': 'tsconfig.b.json',
    'z.ts': 'tsconfig.z.json',
    'none.ts': null,
    'script.mjs': null,
  });
});

test('a config elsewhere can own a source that no enclosing config includes', async () => {
  expect(
    await ownersOf({
      'config/tsconfig.json': { include: ['../src'], compilerOptions: { allowJs: true } },
      'src/a.ts': '',
      'src/b.js': '',
    }),
  ).toEqual({ 'src/a.ts': 'config/tsconfig.json', 'src/b.js': 'config/tsconfig.json' });
});

test('a config that does not parse is reported, and its sources are indexed all the same', async () => {
  await using codebase = await tempCodebase({
    'package.json': { name: 'p' },
    'tsconfig.json': '{ "compilerOptions": { "strict": ',
    'one/tsconfig.json': { extends: '@not/installed/tsconfig.json', compilerOptions: { odd: 1 } },
    'a.ts': "import { b } from './one/b.js';\nb();\n",
    'one/b.ts': 'export const b = () => 1;\n',
  });
  const batch = await indexTypeScript({ root: codebase.root });
  expect(batch.failures.map(({ path, message }) => `${path} ${message.slice(0, 6)}`)).toEqual([
    'one/tsconfig.json TS5023',
    'one/tsconfig.json TS6053',
    'tsconfig.json TS1109',
  ]);
  expect(edgesOf(batch)).toContain('p/a.ts calls p/one/b.ts#b');
});

test('projects that compile alike share a program, but not their globals', async () => {
  const compilerOptions = { strict: true, module: 'nodenext', lib: ['es2022'], types: [] };
  await using codebase = await tempCodebase({
    'package.json': { name: 'p' },
    'one/tsconfig.json': { compilerOptions },
    'one/main.ts': 'function main() {}\nmain();\n',
    'two/tsconfig.json': { compilerOptions },
    'two/main.ts': 'function main() {}\nmain();\n',
    'three/tsconfig.json': { compilerOptions },
    'three/use.ts': 'export const use = () => main();\n',
  });
  const batch = await indexTypeScript({ root: codebase.root });
  expect(edgesOf(batch)).toEqual([
    'p/one/main.ts calls p/one/main.ts#main',
    'p/two/main.ts calls p/two/main.ts#main',
  ]);
  expect(batch.files.flatMap(({ unresolved }) => unresolved)).toEqual([
    { from: 'p/three/use.ts#use', name: 'main', line: 1, reason: 'missing_declaration' },
  ]);
});
