import { join } from 'node:path';
import { applyFacts, getCallers, getSymbol, migrateGraph, openGraph } from '@clew/graph-store';
import { expect, test } from 'vitest';
import type { FixtureDocument } from '../../test/scip-fixture.ts';
import { writeScipIndex } from '../../test/scip-index.ts';
import { accounted, codebase, edgesOf, java, shop, shopSources } from '../../test/scip-shop.ts';
import { indexTypeScript } from '../index-typescript.ts';
import { importScip } from './import-scip.ts';

test('Java comes out by its names, with calls told from mentions', async () => {
  await using shopCode = await codebase(shop, shopSources);
  const { batch, report } = await importScip({
    path: shopCode.index,
    root: shopCode.root,
    name: 'shop',
    commit: null,
  });
  const own = 'com.example.OldService';
  expect(batch.packages.map(({ fqn }) => fqn)).toEqual(['com.example', 'shop']);
  expect(batch.files[0]?.symbols.map(({ kind, fqn, parent }) => [kind, fqn, parent])).toEqual([
    ['file', 'shop/src/com/example/OldService.java', 'shop'],
    ['class', own, 'com.example'],
    ['method', `${own}#process()`, own],
    ['method', `${own}#priceOf()`, own],
    ['method', `${own}#helper()`, own],
  ]);
  expect(batch.files[0]?.symbols[2]).toMatchObject({
    name: 'process',
    start_line: 4,
    end_line: 7,
    annotations: ['Override'],
    modifiers: ['public'],
  });
  expect(batch.files[1]?.symbols[1]).toMatchObject({ kind: 'interface' });
  expect(edgesOf(batch)).toEqual([
    `${own} implements com.example.Priced:3 exact`,
    `${own} references com.example.Priced:3 exact`,
    `${own}#process() references ${own}#helper():5 exact`,
    `${own}#process() calls ${own}#helper():6 exact`,
    `${own}#process() calls com.example.Priced#priceOf():6 dynamic`,
    `${own}#priceOf() overrides com.example.Priced#priceOf():8 exact`,
    `${own}#helper() calls java.lang.Object#hashCode():9 exact`,
  ]);
  expect(batch.externals).toEqual([
    { fqn: 'java.lang.Object#hashCode()', kind: 'method', name: 'hashCode', package: 'jdk' },
  ]);
  expect(report).toMatchObject({ tool: 'fixture 1.0', documents: 2, definitions: 6, locals: 1 });
  expect(accounted(report)).toBe(report.occurrences);
});

test('without a source every use of a method may be a call, and says that it is a guess', async () => {
  await using shopCode = await codebase(shop, {});
  const { batch, report } = await importScip({
    path: shopCode.index,
    root: shopCode.root,
    commit: null,
  });
  expect(report.documents_without_source).toBe(2);
  const calls = edgesOf(batch).filter((edge) => edge.includes(' calls '));
  expect(calls).toHaveLength(4);
  expect(calls.every((edge) => edge.endsWith('heuristic'))).toBe(true);
});

test('an indexer that gives no whole ranges has its callers guessed, and the edges say so', async () => {
  const documents = shop.documents.map((document) => ({
    ...document,
    occurrences: (document.occurrences ?? []).map(({ range, symbol, ...rest }) => ({
      range,
      symbol,
      ...('roles' in rest ? { roles: rest.roles ?? 0 } : {}),
    })),
  }));
  await using shopCode = await codebase({ documents }, shopSources);
  const { batch, report } = await importScip({
    path: shopCode.index,
    root: shopCode.root,
    commit: null,
  });
  const own = 'com.example.OldService';
  expect(edgesOf(batch)).toContain(`${own}#process() calls ${own}#helper():6 heuristic`);
  expect(edgesOf(batch)).toContain(`${own}#helper() calls java.lang.Object#hashCode():9 heuristic`);
  expect(report.estimated_callers).toBe(5);
});

test('surprises of real indexes are kept or counted', async () => {
  const surprising: FixtureDocument = {
    path: 'src/Odd.java',
    language: 'java',
    text: 'class Odd { int a; }\n',
    symbols: [
      { symbol: java('Odd#'), documentation: new Uint8Array([0x60, 0xff, 0xfe, 0x80]) },
      { symbol: java('Odd#nowhere().') },
      { symbol: 'rubbish' },
    ],
    occurrences: [
      { range: [0, 6, 9], symbol: java('Odd#'), roles: 1 },
      { range: [0, 16, 17], symbol: java('Odd#a.'), roles: 1 },
      { range: [0, 0, 5], symbol: '' },
      { range: [0, 0, 5], symbol: 'rubbish' },
      { range: [0, 6, 9], symbol: java('Odd#(p)'), roles: 1 },
      { range: [0, 6, 9], symbol: java('Odd#'), roles: 64 },
      { range: [0, 6, 9], symbol: java('com/example/'), roles: 1 },
    ],
  };
  const again: FixtureDocument = {
    path: 'src/Odd.java',
    language: 'java',
    text: 'class Odd { int a; }\n',
    occurrences: [
      { range: [0, 6, 9], symbol: java('Odd#'), roles: 1 },
      { range: [0, 6, 9], symbol: java('Odd#more().'), roles: 1 },
    ],
  };
  const outside: FixtureDocument = {
    path: '../secret.java',
    occurrences: [{ range: [0, 6, 9], symbol: java('Secret#'), roles: 1 }],
  };
  await using odd = await codebase({ documents: [surprising, again, outside] }, {});
  const { batch, report } = await importScip({ path: odd.index, root: odd.root, commit: null });
  expect(batch.files.map(({ path }) => path)).toEqual(['src/Odd.java']);
  expect(batch.files[0]?.symbols.map(({ fqn, start_line }) => [fqn, start_line]).slice(1)).toEqual([
    ['Odd#nowhere()', null],
    ['Odd', 1],
    ['Odd#a', 1],
    ['Odd#more()', 1],
  ]);
  expect(report).toMatchObject({
    documents: 3,
    duplicate_documents: 1,
    skipped_documents: 1,
    skipped_occurrences: 1,
    without_symbol: 1,
    malformed: 1,
    parameters: 1,
    forward_definitions: 1,
    namespaces: 1,
    repeated_definitions: 1,
    definitions: 3,
    symbols_without_definition: 1,
    symbols_without_information: 2,
    invalid_texts: 1,
  });
  expect(report.problems).toEqual([
    'src/Odd.java: the symbol "rubbish" does not follow the grammar',
    '"../secret.java" is no path inside the codebase',
  ]);
  expect(accounted(report)).toBe(report.occurrences);
});

test('columns are counted as the indexer counts them', async () => {
  const text = 'fn main() { let é = "🚀"; run() }\nfn run() {}\n';
  const cargo = (descriptors: string) => `rust-analyzer cargo shop 0.1.0 ${descriptors}`;
  const bytes = Buffer.from(text.slice(0, text.indexOf('run'))).length;
  const points = [...text.slice(0, text.indexOf('run'))].length;
  for (const [encoding, start] of [
    [1, bytes],
    [2, text.indexOf('run')],
    [3, points],
  ] as const) {
    const document: FixtureDocument = {
      path: 'src/main.rs',
      text,
      encoding,
      occurrences: [
        { range: [0, 3, 7], symbol: cargo('main().'), roles: 1, enclosing: [0, 0, 0, bytes + 7] },
        { range: [0, start, start + 3], symbol: cargo('run().') },
        { range: [1, 3, 6], symbol: cargo('run().'), roles: 1, enclosing: [1, 0, 1, 11] },
      ],
    };
    await using rust = await codebase({ documents: [document] }, {});
    const { batch } = await importScip({ path: rust.index, root: rust.root, commit: null });
    expect(edgesOf(batch)).toEqual(['shop#main() calls shop#run():1 exact']);
    expect(batch.files[0]?.language).toBe('rust');
  }
});

test('Java and TypeScript live in one graph, and neither run removes what the other found', async () => {
  await using mixed = await codebase(shop, {
    ...shopSources,
    'package.json': '{"name":"shop"}',
    'src/cart.ts': 'export function add() { return add; }\n',
  });
  const path = join(mixed.root, 'graph.db');
  migrateGraph({ path });
  const graph = openGraph(path);
  try {
    const ctx = { graph };
    const scip = async () =>
      (await importScip({ path: mixed.index, root: mixed.root, name: 'shop', commit: null })).batch;
    const code = () => indexTypeScript({ root: mixed.root, commit: null });
    applyFacts({ ctx, input: await code() });
    applyFacts({ ctx, input: await scip() });
    applyFacts({ ctx, input: await code() });
    const both = () => [
      getSymbol({ ctx, input: { fqn: 'com.example.OldService' } }).deleted_at,
      getSymbol({ ctx, input: { fqn: 'shop/src/cart.ts#add' } }).deleted_at,
      getSymbol({ ctx, input: { fqn: 'com.example' } }).deleted_at,
    ];
    expect(both()).toEqual([null, null, null]);
    const again = applyFacts({ ctx, input: await scip() });
    expect(again.counts).toMatchObject({
      symbols_added: 0,
      symbols_updated: 0,
      symbols_removed: 0,
    });
    expect(both()).toEqual([null, null, null]);
    const callers = getCallers({ ctx, input: { fqn: 'com.example.OldService#helper()' } });
    expect(callers.items.map(({ symbol }) => symbol.fqn)).toEqual([
      'com.example.OldService#process()',
    ]);
    expect(callers.completeness.level).toBe('lower_bound');
  } finally {
    graph.close();
  }
});

test('an index of a real indexer is read whole', async () => {
  await using folder = await codebase(shop, {
    'package.json': '{"name":"shop"}',
    'tsconfig.json': '{"include":["src"]}',
    'src/cart.ts': `import { priceOf } from './price';
export interface Priced { total(): number }
export class Cart implements Priced {
  readonly items: string[] = [];
  total() { return this.items.map(priceOf).length + priceOf('x'); }
}
`,
    'src/price.ts': 'export function priceOf(name: string) { return name.length; }\n',
  });
  writeScipIndex(folder.root, folder.index);
  const { batch, report } = await importScip({
    path: folder.index,
    root: folder.root,
    name: 'code',
    commit: null,
    includeTypeScript: true,
  });
  expect(edgesOf(batch)).toEqual(
    expect.arrayContaining([
      'shop/src/cart.ts#Cart implements shop/src/cart.ts#Priced:3 exact',
      'shop/src/cart.ts#Cart.total() calls shop/src/price.ts#priceOf():5 exact',
      'shop/src/cart.ts#Cart.total() references shop/src/price.ts#priceOf():5 exact',
    ]),
  );
  expect(accounted(report)).toBe(report.occurrences);
  expect(report).toMatchObject({ documents: 2, malformed: 0, documents_without_source: 0 });
});
