import type { SymbolFact } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, file, symbol } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { getChangeImpact } from './get-change-impact.ts';

/*
 * src/cart.ts
 *  1 import { tax } from './tax.ts';
 *  2
 *  3 export class Cart {
 *  4   total(
 *  5     rate: number,
 *  6   ): number {
 *  7     const sum = 1;
 *  8     return tax(sum, rate);
 *  9   }
 * 10
 * 11   clear(): void {}
 * 12 }
 * 13
 * 14 export const empty = () => new Cart();
 * 15
 * 16 register(empty);
 */
const cart = 'app/src/cart.ts';
const at = (name: string, lines: readonly [number, number], values: Partial<SymbolFact> = {}) =>
  symbol(`${cart}#${name}`, { start_line: lines[0], end_line: lines[1], ...values });

function shop(graph: Graph): void {
  const inClass = { kind: 'method', parent: `${cart}#Cart` } as const;
  apply(
    graph,
    batch([
      file(
        'src/cart.ts',
        [
          at('Cart', [3, 12], { kind: 'class' }),
          at('Cart.total', [4, 9], { ...inClass, signature: '(rate: number): number' }),
          at('Cart.clear', [11, 11], inClass),
          at('empty', [14, 14]),
        ],
        [
          edge(cart, `${cart}#empty`, 'references'),
          edge(`${cart}#empty`, `${cart}#Cart`, 'instantiates'),
        ],
      ),
      file(
        'src/pay.ts',
        [symbol('app/src/pay.ts#pay'), symbol('app/src/pay.ts#reset')],
        [
          edge('app/src/pay.ts#pay', `${cart}#Cart.total`),
          edge('app/src/pay.ts#reset', `${cart}#Cart.clear`),
          edge('app/src/pay.ts', cart, 'imports'),
        ],
      ),
      file('src/main.ts', [], [edge('app/src/main.ts', cart, 'imports')]),
      file('src/pay.test.ts', [], [edge('app/src/pay.test.ts', 'app/src/pay.ts#pay')]),
      file('src/boot.test.ts', [], [edge('app/src/boot.test.ts', 'app/src/main.ts', 'imports')]),
    ]),
  );
}

const header = ['--- a/src/cart.ts', '+++ b/src/cart.ts'];
const patchOf = (...lines: readonly string[]) => [...header, ...lines, ''].join('\n');

function ask(graph: Graph, input: Parameters<typeof getChangeImpact>[0]['input']) {
  const answer = getChangeImpact({ ctx: { graph }, input });
  return {
    touched: answer.touched.map(
      ({ symbol: { fqn }, change }) => `${change} ${fqn.replace(`${cart}#`, '')}`,
    ),
    reached: answer.items.map(({ symbol: { fqn }, depth }) => `${depth} ${fqn}`),
    tests: answer.tests.map((each) => each.file),
    answer,
  };
}

test.each([
  [
    'a changed line in a body touches that method alone',
    patchOf(
      '@@ -6,4 +6,4 @@',
      '   ): number {',
      '-    const sum = 1;',
      '+    const sum = 2;',
      '     return tax(sum, rate);',
      '   }',
    ),
    ['body Cart.total'],
    ['1 app/src/pay.ts#pay', '2 app/src/pay.test.ts'],
  ],
  [
    'a line of the head is the signature, also when the head is long',
    patchOf(
      '@@ -3,5 +3,5 @@',
      ' export class Cart {',
      '   total(',
      '-    rate: number,',
      '+    rate: Rate,',
      '   ): number {',
      '     const sum = 1;',
    ),
    ['signature Cart.total'],
    ['1 app/src/pay.ts#pay', '2 app/src/pay.test.ts'],
  ],
  [
    'lines that are only added touch what they stand in',
    patchOf('@@ -8,3 +8,4 @@', '     return tax(sum, rate);', '+    // never', '   }', ' '),
    ['body Cart.total'],
    ['1 app/src/pay.ts#pay', '2 app/src/pay.test.ts'],
  ],
  [
    'a method that goes is deleted, and its class is touched by nothing else',
    patchOf('@@ -9,4 +9,3 @@', '   }', ' ', '-  clear(): void {}', ' }'),
    ['deleted Cart.clear'],
    ['1 app/src/pay.ts#reset'],
  ],
  [
    'a method that is written anew keeps its name, so it is changed',
    patchOf('@@ -11 +11 @@', '-  clear(): void {}', '+  clear(): number { return 0; }'),
    ['signature Cart.clear'],
    ['1 app/src/pay.ts#reset'],
  ],
  [
    'another head of a class touches its members',
    patchOf('@@ -2,2 +2,2 @@', ' ', '-export class Cart {', '+export class Cart extends Base {'),
    ['signature Cart'],
    [
      '1 app/src/cart.ts#empty',
      '1 app/src/pay.ts#pay',
      '1 app/src/pay.ts#reset',
      '2 app/src/cart.ts',
      '2 app/src/pay.test.ts',
      '3 app/src/main.ts',
      '3 app/src/pay.ts',
      '4 app/src/boot.test.ts',
    ],
  ],
  [
    'a new method stands in its class',
    patchOf('@@ -10,2 +10,3 @@', ' ', '+  size = () => 0;', '   clear(): void {}'),
    ['body Cart'],
    [
      '1 app/src/cart.ts#empty',
      '2 app/src/cart.ts',
      '3 app/src/main.ts',
      '3 app/src/pay.ts',
      '4 app/src/boot.test.ts',
    ],
  ],
  [
    'a new function is known to nobody',
    patchOf(
      '@@ -14,2 +14,6 @@',
      ' export const empty = () => new Cart();',
      ' ',
      '+export function full() {',
      '+  return 1;',
      '+}',
      '+',
    ),
    [],
    [],
  ],
  [
    'a statement that runs on loading reaches those who load the file',
    patchOf('@@ -15,2 +15,2 @@', ' ', '-register(empty);', '+register(full);'),
    [`body ${cart}`],
    ['1 app/src/main.ts', '1 app/src/pay.ts', '2 app/src/boot.test.ts'],
  ],
  [
    'another import touches the file and those who import it, and nobody behind them',
    patchOf(
      '@@ -1,2 +1,2 @@',
      "-import { tax } from './tax.ts';",
      "+import { tax } from './vat.ts';",
      ' ',
    ),
    [`body ${cart}`],
    ['1 app/src/main.ts', '1 app/src/pay.ts'],
  ],
])('%s', async (_, patch, touched, reached) => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  shop(graph);
  expect(ask(graph, { patch })).toMatchObject({ touched, reached });
  graph.close();
});

test('a graph that holds the code after the patch is read by the new lines', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  shop(graph);
  const after = (patch: string) => ask(graph, { patch, graph_holds: 'after' });
  const grown = patchOf(
    '@@ -5,2 +7,2 @@',
    '-    const sum = 0;',
    '+    const sum = 1;',
    '     return tax(sum, rate);',
  );
  expect(after(grown).touched).toEqual(['body Cart.total']);
  const added = patchOf('@@ -9,3 +9,4 @@', '   }', ' ', '+  clear(): void {}', ' }');
  expect(after(added).touched).toEqual(['added Cart.clear']);
  const shrunk = patchOf(
    '@@ -7,3 +7,2 @@',
    '     const sum = 1;',
    '-    log(sum);',
    '     return tax(sum, rate);',
  );
  expect(after(shrunk).touched).toEqual(['body Cart.total']);
  // What was deleted is known by its row, which stays marked, with those who still call it.
  const without = file('src/cart.ts', [
    at('Cart', [3, 11], { kind: 'class' }),
    at('Cart.total', [4, 9], { kind: 'method', parent: `${cart}#Cart` }),
  ]);
  apply(graph, batch([without]));
  const gone = patchOf('@@ -9,4 +9,3 @@', '   }', ' ', '-  clear(): void {}', ' }');
  expect(after(gone)).toMatchObject({
    touched: ['body Cart', 'deleted Cart.clear'],
    reached: ['1 app/src/pay.ts#reset'],
  });
  apply(graph, batch([], { removed_files: ['src/pay.ts'] }));
  const removed = [
    'diff --git a/src/pay.ts b/src/pay.ts',
    'deleted file mode 100644',
    '--- a/src/pay.ts',
    '+++ /dev/null',
    '@@ -1 +0,0 @@',
    '-x',
    '',
  ];
  expect(after(removed.join('\n'))).toMatchObject({
    touched: [
      'deleted app/src/pay.ts',
      'deleted app/src/pay.ts#pay',
      'deleted app/src/pay.ts#reset',
    ],
    tests: ['src/pay.test.ts'],
  });
  graph.close();
});

test('files that the graph does not know are named and stop the answer from being exact', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  shop(graph);
  const patch = [
    ...['--- a/prices.json', '+++ b/prices.json', '@@ -1 +1 @@', '-1', '+2'],
    ...['--- /dev/null', '+++ b/src/new.test.ts', '@@ -0,0 +1 @@', '+x'],
    ...['--- a/src/pay.test.ts', '+++ b/src/pay.test.ts', '@@ -1 +1 @@', '-a()', '+b()', ''],
  ].join('\n');
  const { answer, tests } = ask(graph, { patch });
  expect(answer.unknown_files).toEqual([
    { file: 'prices.json', reason: 'not_indexed' },
    { file: 'src/new.test.ts', reason: 'new' },
  ]);
  expect(answer.completeness).toMatchObject({
    level: 'lower_bound',
    blocking_total: 2,
    blocking_sites: [
      { from: 'prices.json', reason: 'file_not_indexed' },
      { from: 'src/new.test.ts', reason: 'file_not_indexed' },
    ],
  });
  // A changed test is to be run, whether the graph knows it or not.
  expect(tests).toEqual(['src/new.test.ts', 'src/pay.test.ts']);
  expect(
    answer.tests.map(({ depth, path, symbol: nearest }) => [depth, path, nearest?.fqn]),
  ).toEqual([
    [0, [], undefined],
    [0, [], 'app/src/pay.test.ts'],
  ]);
  graph.close();
});

test('several symbols have one impact, in which each is told once', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  shop(graph);
  const targets = [`${cart}#Cart.total`, 'app/src/pay.ts#pay', `${cart}#Cart.clear`];
  expect(ask(graph, { targets })).toMatchObject({
    touched: ['named Cart.clear', 'named Cart.total', 'named app/src/pay.ts#pay'],
    reached: ['1 app/src/pay.test.ts', '1 app/src/pay.ts#reset'],
  });
  expect(ask(graph, { targets: [`${cart}#Cart`] }).reached).toContain('1 app/src/pay.ts#reset');
  expect(() => ask(graph, { targets: [...targets, 'app/no'] })).toThrow(
    'There is no symbol "app/no"',
  );
  graph.close();
});

test('lines without their text touch the innermost symbols', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  shop(graph);
  const of = (start_line: number, end_line = start_line) =>
    ask(graph, { ranges: [{ file: 'src/cart.ts', start_line, end_line }] }).touched;
  expect(of(9)).toEqual(['body Cart.total']);
  expect(of(4)).toEqual(['signature Cart.total']);
  expect(of(11, 14)).toEqual([
    `body ${cart}`,
    'body Cart',
    'signature Cart.clear',
    'signature empty',
  ]);
  expect(of(900)).toEqual([`body ${cart}`]);
  graph.close();
});
