import { expect, test } from 'vitest';
import { tempCodebase } from '../../test/codebase.ts';
import { edgesOf } from '../../test/facts.ts';
import { indexTypeScript } from '../index-typescript.ts';

test('library symbols are named by how they are imported', async () => {
  await using codebase = await tempCodebase({
    'package.json': { name: 'p', type: 'module' },
    'tsconfig.json': { compilerOptions: { strict: true, module: 'nodenext', lib: ['es2022'] } },
    'main.ts': [
      "import { Option, run, type Api } from 'multi';",
      "import { map } from 'multi/Option';",
      "import whole, { type Settings } from 'whole';",
      "import { typed } from '@scope/typed';",
      "import untyped from 'untyped';",
      'export function main(api: Api, settings: Settings): void {',
      '  Option.map();',
      '  map();',
      '  run().now();',
      '  api.call({ deep: 1 });',
      '  whole(settings.level);',
      '  new typed.Thing().go();',
      '  untyped();',
      '}',
    ].join('\n'),
    'node_modules/multi/package.json': {
      name: 'multi',
      exports: {
        '.': { types: './types/index.d.ts' },
        './Option': { types: './types/Option.d.ts' },
        './internal/*': './types/internal/*.d.ts',
      },
    },
    'node_modules/multi/types/index.d.ts': [
      "export * as Option from './Option.js';",
      "export { run } from './internal/run.js';",
      'export interface Api { call(options: { deep: number }): void }',
    ].join('\n'),
    'node_modules/multi/types/Option.d.ts': 'export declare const map: () => void;',
    'node_modules/multi/types/internal/run.d.ts': 'export declare function run(): { now(): void };',
    'node_modules/@types/whole/index.d.ts': [
      'declare function e(level: number): void;',
      'declare namespace e { interface Settings { level: number } }',
      'export = e;',
    ].join('\n'),
    'node_modules/@types/whole/package.json': { name: '@types/whole' },
    'node_modules/@types/scope__typed/index.d.ts':
      'export namespace typed { class Thing { constructor(); go(): void } }',
    'node_modules/@types/scope__typed/package.json': { name: '@types/scope__typed' },
    'node_modules/untyped/index.js': 'module.exports = () => {};',
    'node_modules/untyped/package.json': { name: 'untyped' },
  });
  const batch = await indexTypeScript({ root: codebase.root });
  const calls = edgesOf(batch).filter((edge) => /calls|instantiates/.test(edge));
  expect(calls.map((edge) => edge.replace('p/main.ts#main ', ''))).toEqual([
    'calls multi/Option#map',
    'calls multi/Option#map',
    'calls multi#run',
    'calls multi#Api.call',
    'calls whole#e',
    'calls @scope/typed#typed.Thing.constructor',
    'calls @scope/typed#typed.Thing.go',
    'instantiates @scope/typed#typed.Thing',
  ]);
  expect(edgesOf(batch)).toContain('p/main.ts#main references whole#Settings.level');
  expect(batch.files.flatMap(({ unresolved }) => unresolved)).toMatchObject([
    { name: 'untyped', line: 5, reason: 'missing_declaration' },
    { name: 'now', line: 9, reason: 'anonymous_target' },
    { name: 'untyped', line: 13, reason: 'missing_declaration' },
  ]);
  const packages = new Set(batch.externals.map((external) => external.package));
  expect(packages).toEqual(new Set(['multi', 'whole', '@scope/typed', 'untyped']));
});
