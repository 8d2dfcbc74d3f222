import fc from 'fast-check';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { boundFile } from '../../test/bound-file.ts';
import { nameDeclarations } from './name-declarations.ts';

function pathsOf(text: string, name?: string): readonly string[] {
  const { names } = nameDeclarations(boundFile(text, name));
  return names.slice(1).map(({ path, kind }) => `${kind} ${path}`);
}

/** Few names, so that they collide; some need quotes, one is a keyword in other places. */
const name = fc.constantFrom('a', 'b', 'constructor', 'default_', 'x.y', '#p');
const key = name.map((text) => (/^#?\w+$/.test(text) ? text : JSON.stringify(text)));
const publicKey = key.map((text) => text.replace('#', ''));
const plain = fc.constantFrom('a', 'b', 'c');

const member = fc.oneof(
  fc.tuple(fc.constantFrom('', 'static '), key).map(([how, of]) => `${how}${of}() {}`),
  fc.tuple(fc.constantFrom('', 'static '), key).map(([how, of]) => `${how}${of} = () => 1;`),
  fc
    .tuple(fc.constantFrom('', 'static '), key)
    .map(([how, of]) => `${how}get ${of}() { return 1; }`),
  fc.tuple(fc.constantFrom('', 'static '), key).map(([how, of]) => `${how}set ${of}(_) {}`),
  publicKey.map(
    (of) => `constructor(private ${/^\w+$/.test(of) && of !== 'constructor' ? of : 'z'}) {}`,
  ),
  plain.map((of) => `['${of}']() {}`),
  plain.map((of) => `[${of}]() {}`),
);
const property = fc.oneof(
  publicKey.map((of) => `${of}() {}`),
  publicKey.map((of) => `${of}: () => 1`),
  publicKey.map((of) => `${of}: { a() {} }`),
  publicKey.map((of) => `get ${of}() { return 1; }`),
  publicKey.map((of) => `set ${of}(_) {}`),
);
const { statement } = fc.letrec<{ statement: string; block: string }>((tie) => ({
  block: fc.array(tie('statement'), { maxLength: 4 }).map((all) => `{ ${all.join('\n')} }`),
  statement: fc.oneof(
    { maxDepth: 3 },
    fc.constant('export default function () {}'),
    fc.tuple(plain, tie('block')).map(([of, body]) => `function ${of}() ${body}`),
    plain.map((of) => `function ${of}(): void;`),
    fc.tuple(plain, fc.array(member)).map(([of, all]) => `class ${of} { ${all.join('\n')} }`),
    fc.tuple(plain, fc.array(property)).map(([of, all]) => `const ${of} = { ${all.join(',')} };`),
    fc.array(property).map((all) => `return { ${all.join(',')} };`),
    fc.tuple(plain, tie('block')).map(([of, body]) => `namespace ${of} ${body}`),
    fc.tuple(plain, publicKey).map(([of, all]) => `interface ${of} { ${all}(): void; ${all}: 1 }`),
    fc
      .tuple(plain, publicKey)
      .map(([of, all]) => `type ${of} = { ${all}(): void } | { ${all}: 1 };`),
    fc
      .tuple(plain, publicKey)
      .map(([of, all]) => `enum ${of} { ${all.replace('constructor', 'k')} }`),
    tie('block'),
    plain.map((of) => `export const ${of} = wrap(() => ({ a() {}, b: class { a() {} } }));`),
    fc.constant('export default { a() {} };'),
    fc.constant('(class { a() {} });'),
  ),
}));

test('no two names of a file are equal, whatever it declares', () => {
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 6 }), (statements) => {
      const { names } = nameDeclarations(boundFile(statements.join('\n')));
      const paths = names.map(({ path }) => path);
      expect(new Set(paths).size).toBe(paths.length);
      const seen = new Set<unknown>([null]);
      for (const one of names) {
        expect(seen.has(one.parent)).toBe(true);
        seen.add(one);
      }
    }),
    { numRuns: 500 },
  );
});

test('renaming locals and moving lines leaves every name as it was', () => {
  const local = fc.stringMatching(/^[a-z][a-zA-Z]{0,8}$/).filter((text) => {
    const token = ts.createScanner(99, true, 0, text).scan();
    return token === ts.SyntaxKind.Identifier;
  });
  fc.assert(
    fc.property(local, fc.nat(5), (text, lines) => {
      const source = (of: string, gap: string) =>
        `${gap}export function f(${of}: number) {${gap}
          const inner_ = () => ${of}; let ${of}Two = ${of}; for (const ${of}3 of [1]) {}
          return { run: (${of}4: number) => ${of}Two + inner_() };
        }
        export class C { m(${of}: string) { const ${of}5 = 1; return ${of}5; } }`;
      expect(pathsOf(source(text, '\n'.repeat(lines)))).toEqual(pathsOf(source('x', '')));
    }),
    { numRuns: 100 },
  );
});

test('overloads: the function has the plain name, further signatures are numbered', () => {
  const overloaded = `
    export function f(a: string): void;
    export function f(a: number): void;
    export function f(a: boolean): void;
    export function f(a: unknown) {}
    declare function g(a: string): void;
    declare function g(a: number): void;
    class C { constructor(a: string); constructor(a: unknown) {} m(): void; m(a?: 1): void {} }
  `;
  expect(pathsOf(overloaded)).toEqual([
    'function f',
    'function f(+1)',
    'function f(+2)',
    'function g',
    'function g(+1)',
    'class C',
    'constructor C.constructor',
    'method C.m',
  ]);
});

test('what TypeScript merges is one name, of the strongest kind', () => {
  expect(
    pathsOf(`
      interface A { a: 1 } class A { b = 1 } namespace A { export const c = 1 }
      type B = { x: 1 }; const B = () => 1;
      enum E { one } enum E { two = 2 }
      function F() {} namespace F { export const d = 1 }
    `),
  ).toEqual([
    'class A',
    'property A.a',
    'property A.b',
    'variable A.c',
    'function B',
    'property B.x',
    'enum E',
    'enum_member E.one',
    'enum_member E.two',
    'function F',
    'variable F.d',
  ]);
});

test('a very long name is cut, and two of them stay two', () => {
  const long = 'x'.repeat(300);
  const paths = pathsOf(`export const t = { '${long}1'() {}, '${long}2'() {} };`);
  expect(new Set(paths).size).toBe(3);
  for (const path of paths) expect(path.length).toBeLessThan(250);
});

test('assignments that declare something are names, in JavaScript and on functions', () => {
  const text = `
    function Old() { this.field = 1; }
    Old.prototype.talk = function () {};
    Old.prototype = { more() {} };
    Old.helper = () => 1;
    exports.out = function () {};
    module.exports.other = 1;
  `;
  expect(pathsOf(text, 'file.js')).toEqual([
    'function Old',
    'property Old.field',
    'method Old.talk',
    'method Old.more',
    'method Old.helper',
    'function out',
    'variable other',
  ]);
});
