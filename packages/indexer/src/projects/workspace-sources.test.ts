import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Sources, tempCodebase } from '../../test/codebase.ts';
import { edgesOf, problemsOf } from '../../test/facts.ts';
import { indexTypeScript } from '../index-typescript.ts';

const compilerOptions = { strict: true, module: 'nodenext', lib: ['es2022'], types: [] };
const DECLARATIONS = 'export declare function helper(): number;\n';

/** What the one call in `app` is found to mean when `lib` is installed, built, as given. */
async function targetOf(lib: Sources, installed = true): Promise<readonly string[]> {
  await using codebase = await tempCodebase({
    'package.json': { name: 'root', workspaces: ['app', 'lib'] },
    'app/package.json': { name: 'app', type: 'module' },
    'app/tsconfig.json': { compilerOptions },
    'app/main.ts': "import { helper } from 'lib';\nexport const main = () => helper();\n",
    ...Object.fromEntries(Object.entries(lib).map(([path, text]) => [`lib/${path}`, text])),
    'node_modules/.keep': '',
  });
  if (installed) symlinkSync('../lib', join(codebase.root, 'node_modules/lib'));
  const batch = await indexTypeScript({ root: codebase.root });
  expect(problemsOf(batch)).toEqual([]);
  return edgesOf(batch).filter((edge) => edge.startsWith('app/main.ts#main calls'));
}

const MANIFEST = {
  name: 'lib',
  type: 'module',
  exports: { types: './dist/api.d.ts', default: './dist/api.js' },
};

test.each([
  [
    'a declaration map',
    {
      'package.json': MANIFEST,
      'dist/api.d.ts': DECLARATIONS,
      'dist/api.d.ts.map': { version: 3, sources: ['../code/main.ts'], mappings: '' },
      'code/main.ts': 'export function helper(): number {\n  return 1;\n}\n',
    },
    'app/main.ts#main calls lib/code/main.ts#helper',
  ],
  [
    'rootDir and outDir',
    {
      'package.json': MANIFEST,
      'tsconfig.json': { compilerOptions: { ...compilerOptions, rootDir: 'code', outDir: 'dist' } },
      'dist/api.d.ts': DECLARATIONS,
      'code/api.ts': 'export function helper(): number {\n  return 1;\n}\n',
    },
    'app/main.ts#main calls lib/code/api.ts#helper',
  ],
  [
    'the conventional folders',
    {
      'package.json': MANIFEST,
      'dist/api.d.ts': DECLARATIONS,
      'src/api.ts': 'export function helper(): number {\n  return 1;\n}\n',
    },
    'app/main.ts#main calls lib/src/api.ts#helper',
  ],
])('an installed and built package means its source, by %s', async (_, lib, edge) => {
  expect(await targetOf(lib)).toEqual([edge]);
});

test.each([
  [
    'the export of its source',
    { exports: { '.': { source: './a/b.ts', default: './dist/b.js' } } },
  ],
  ['the main field', { main: './dist/b.js' }],
])('a package that is neither installed nor built means its source, by %s', async (_, fields) => {
  const lib = {
    'package.json': { name: 'lib', ...fields },
    'tsconfig.json': { compilerOptions: { ...compilerOptions, rootDir: 'a', outDir: 'dist' } },
    'a/b.ts': 'export const helper = () => 1;\n',
  };
  expect(await targetOf(lib, false)).toEqual(['app/main.ts#main calls lib/a/b.ts#helper']);
});

test('a condition of the project decides, where it has one', async () => {
  await using codebase = await tempCodebase({
    'package.json': { name: 'root' },
    'app/tsconfig.json': {
      compilerOptions: { ...compilerOptions, customConditions: ['special'] },
    },
    'app/main.ts': "import { helper } from 'lib';\nhelper();\n",
    'lib/package.json': {
      name: 'lib',
      exports: { special: './special.ts', default: './usual.ts' },
    },
    'lib/special.ts': 'export const helper = () => 1;\n',
    'lib/usual.ts': 'export const helper = () => 2;\n',
    'node_modules/.keep': '',
  });
  symlinkSync('../lib', join(codebase.root, 'node_modules/lib'));
  const batch = await indexTypeScript({ root: codebase.root });
  expect(edgesOf(batch)).toContain('root/app/main.ts calls lib/special.ts#helper');
});
