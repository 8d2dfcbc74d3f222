import type { SymbolFact } from '@clew/contracts';
import { expect, test } from 'vitest';
import { tempCodebase, writeSources } from '../../test/codebase.ts';
import { symbolsOf } from '../../test/facts.ts';
import { indexTypeScript } from '../index-typescript.ts';

const PROJECT = {
  'package.json': { name: 'p' },
  'tsconfig.json': { compilerOptions: { strict: true, lib: ['es2022'], types: [] } },
};

type Hashes = Pick<SymbolFact, 'shape_hash' | 'body_hash'>;

/** Which hashes of a symbol differ between two versions of a codebase. */
async function changed(
  fqn: string,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  await using codebase = await tempCodebase({ ...PROJECT, ...before });
  const read = async (): Promise<Hashes> => {
    const found = symbolsOf(await indexTypeScript({ root: codebase.root })).get(`p/${fqn}`);
    if (found === undefined) throw new Error(`there is no p/${fqn}`);
    return found;
  };
  const old = await read();
  writeSources(codebase.root, after);
  const now = await read();
  return (['shape_hash', 'body_hash'] as const).filter((hash) => old[hash] !== now[hash]);
}

test.each([
  [
    'a comment',
    'export function f(a: number) { return a; }',
    'export function f(a: number) { /* c */ return a; }',
    [],
  ],
  [
    'the body',
    'export function f(a: number) { return a; }',
    'export function f(a: number) { return a + 0; }',
    ['body_hash'],
  ],
  [
    'a parameter',
    'export function f(a: number): void {}',
    'export function f(a: string): void {}',
    ['shape_hash', 'body_hash'],
  ],
  [
    'a modifier',
    'export function f(): void {}',
    'function f(): void {}',
    ['shape_hash', 'body_hash'],
  ],
  [
    'the inferred return type',
    'export function f() { return 1; }',
    "export function f() { return 'a'; }",
    ['shape_hash', 'body_hash'],
  ],
  [
    'heritage',
    'class A {}\nexport class f extends A {}',
    'class A {}\nexport class f {}',
    ['shape_hash', 'body_hash'],
  ],
  [
    'a member of a class',
    'export class f { m() {} }',
    'export class f { m() { return; } }',
    ['body_hash'],
  ],
  [
    'an overload',
    'export function f(a: 1): void;\nexport function f(a: 2): void;\nexport function f(a: unknown) {}',
    'export function f(a: 1): void;\nexport function f(a: 3): void;\nexport function f(a: unknown) {}',
    [],
  ],
  [
    'what an annotated constant holds',
    'export const f: number = 1 + 1;',
    'export const f: number = 2 + 2;',
    ['body_hash'],
  ],
  [
    'the order of a union',
    "export const f = Math.random() > 1 ? 'a' : 'b';",
    "export const f = Math.random() > 1 ? 'b' : 'a';",
    ['body_hash'],
  ],
])('a change of %s shows in the right hashes', async (_, before, after, hashes) => {
  expect(await changed('a.ts#f', { 'a.ts': before }, { 'a.ts': after })).toEqual(hashes);
});

test('a type that is inferred from another file shows in the shape', async () => {
  const user = "import { g } from './b.ts';\nexport const f = () => g();\n";
  const before = { 'a.ts': user, 'b.ts': 'export const g = () => 1;\n' };
  const after = { 'b.ts': "export const g = () => 'a';\n" };
  expect(await changed('a.ts#f', before, after)).toEqual(['shape_hash']);
  expect(await changed('a.ts', before, after)).toEqual(['shape_hash']);
});

test('the shape of a file is what it passes on, not how', async () => {
  const before = {
    'a.ts': "export * from './b.ts';\nexport const f = (): number => 1;\n",
    'b.ts': 'export {};',
  };
  expect(
    await changed('a.ts', before, {
      'a.ts': "export * from './b.ts';\nexport const f = (): number => 2;\n",
    }),
  ).toEqual(['body_hash']);
  expect(await changed('a.ts', before, { 'a.ts': 'export const f = (): number => 1;\n' })).toEqual([
    'shape_hash',
    'body_hash',
  ]);
});

test('signatures are one line, with neither body nor comments', async () => {
  await using codebase = await tempCodebase({
    ...PROJECT,
    'a.ts': [
      'export abstract class A<T> // comment',
      '  extends Array<T> {',
      "  @dec('x') protected static readonly name2?: string = 'long';",
      '  constructor(',
      '    private readonly one: number, // first',
      '    two = 2,',
      '  ) { super(); }',
      '}',
      'function dec(name: string) { return (..._: unknown[]) => void name; }',
      'export const arrow = async <T>(value: T): Promise<T> => value;',
      'export const LIMIT = -10, table = { a: 1 };',
      'export let counter: number;',
      'export type Alias = {',
      '  a: 1;',
      '};',
    ].join('\n'),
  });
  const symbols = symbolsOf(await indexTypeScript({ root: codebase.root }));
  const signatures = [...symbols].flatMap(([fqn, { signature }]) =>
    signature === null ? [] : [`${fqn.split('#')[1]}: ${signature}`],
  );
  expect(signatures).toEqual([
    'A: export abstract class A<T> extends Array<T>',
    "A.name2: protected static readonly name2?: string = 'long'",
    'A.one: private readonly one: number',
    'A.constructor: constructor( private readonly one: number, two = 2, )',
    'dec: function dec(name: string)',
    'arrow: const arrow = async <T>(value: T): Promise<T>',
    'LIMIT: const LIMIT = -10',
    'table: const table',
    'counter: let counter: number',
    'Alias: export type Alias = { a: 1; }',
    'Alias.a: a: 1',
  ]);
  expect(symbols.get('p/a.ts#A.name2')).toMatchObject({
    annotations: ['dec'],
    modifiers: ['optional', 'protected', 'readonly', 'static'],
  });
});

test('a new name alone changes neither hash, whatever mentions it inside', async () => {
  const source = (name: string, other: string) =>
    [
      `export function ${name}(n: number): number { return n > 0 ? ${name}(n - 1) : ${name}2(n); }`,
      `function ${other}(n: number): number { return n; }`,
    ].join('\n');
  await using codebase = await tempCodebase({ ...PROJECT, 'a.ts': source('f', 'f2') });
  const read = async (fqn: string) => {
    const found = symbolsOf(await indexTypeScript({ root: codebase.root })).get(`p/a.ts#${fqn}`);
    return { shape: found?.shape_hash, body: found?.body_hash };
  };
  const before = await read('f');
  writeSources(codebase.root, { 'a.ts': source('f', 'f2').replaceAll(/\bf\b/g, 'g') });
  expect(await read('g')).toEqual(before);
  expect(before.body).toMatch(/^[0-9a-f]{32}$/);
  writeSources(codebase.root, { 'a.ts': source('g', 'g2') });
  expect((await read('g')).body).not.toBe(before.body);
});
