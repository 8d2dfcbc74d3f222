import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FactBatch, ScipReport } from '@clew/contracts';
import { applyFacts, getCallers, getSymbol, migrateGraph, openGraph } from '@clew/graph-store';
import { tempDir } from '@clew/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type FixtureDocument,
  type FixtureIndex,
  placeOf,
  scipFieldsOf,
  writeScip,
} from '../../test/scip-fixture.ts';
import { writeScipIndex } from '../../test/scip-index.ts';
import { indexTypeScript } from '../index-typescript.ts';
import { IndexerError } from '../indexer-error.ts';
import { importScip } from './import-scip.ts';

const java = (descriptors: string) => `semanticdb maven maven/com.acme/shop 1.0 ${descriptors}`;
const service = java('com/example/OldService#');
const process = java('com/example/OldService#process().');
const priced = java('com/example/Priced#');
const priceOf = java('com/example/Priced#priceOf().');
const implementation = java('com/example/OldService#priceOf().');
const helper = java('com/example/OldService#helper().');

const serviceText = `package com.example;

class OldService implements Priced {
  public int process(Object item) {
    list.stream().map(this::helper);
    return priceOf(item) + helper(item);
  }
  public int priceOf(Object item) { return 1; }
  private int helper(Object item) { return item.hashCode(); }
}
`;
const pricedText = `package com.example;

interface Priced {
  int priceOf(Object item);
}
`;

const at = (symbol: string, name: string, nth = 1, text = serviceText) => ({
  range: placeOf(text, name, nth),
  symbol,
});
const defined = (
  symbol: string,
  name: string,
  lines: readonly [number, number] | null,
  { nth = 1, text = serviceText } = {},
) => ({
  ...at(symbol, name, nth, text),
  roles: 1,
  ...(lines === null ? {} : { enclosing: [lines[0], 0, lines[1], 60] }),
});

const shop: FixtureIndex = {
  documents: [
    {
      path: 'src/com/example/OldService.java',
      language: 'Java',
      symbols: [
        { symbol: service, signature: 'class OldService', implementations: [priced] },
        { symbol: process, signature: '@Override\npublic int process(Object item)' },
        { symbol: implementation, implementations: [priceOf] },
        { symbol: helper },
      ],
      occurrences: [
        defined(service, 'OldService', [2, 9]),
        at(priced, 'Priced'),
        defined(process, 'process', [3, 6]),
        at(helper, 'helper', 1),
        at(priceOf, 'priceOf', 1),
        at(helper, 'helper', 2),
        defined(implementation, 'priceOf', [7, 7], { nth: 2 }),
        defined(helper, 'helper', [8, 8], { nth: 3 }),
        at('semanticdb maven jdk 17 java/lang/Object#hashCode().', 'hashCode'),
        { range: [3, 28, 32], symbol: 'local 0', roles: 1 },
      ],
    },
    {
      path: 'src/com/example/Priced.java',
      language: 'Java',
      symbols: [{ symbol: priced, signature: 'interface Priced' }, { symbol: priceOf }],
      occurrences: [
        defined(priced, 'Priced', [2, 4], { text: pricedText }),
        defined(priceOf, 'priceOf', [3, 3], { text: pricedText }),
      ],
    },
  ],
};

async function codebase(index: FixtureIndex, sources: Readonly<Record<string, string>>) {
  const folder = await tempDir();
  for (const [path, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), text);
  }
  const path = join(folder.path, 'index.scip');
  writeScip(path, index);
  return { ...folder, root: folder.path, index: path, name: 'shop' };
}

const shopSources = {
  'src/com/example/OldService.java': serviceText,
  'src/com/example/Priced.java': pricedText,
};

const edgesOf = (batch: FactBatch) =>
  batch.files
    .flatMap(({ edges }) => edges)
    .filter(({ relation }) => relation !== 'contains')
    .map(
      ({ from, relation, to, line, resolution }) =>
        `${from} ${relation} ${to}:${line} ${resolution}`,
    );

const accounted = (report: ScipReport) =>
  report.definitions +
  report.repeated_definitions +
  report.references +
  report.locals +
  report.parameters +
  report.namespaces +
  report.forward_definitions +
  report.malformed +
  report.without_symbol +
  report.skipped_occurrences;

async function failure(work: Promise<unknown>): Promise<IndexerError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof IndexerError) return error;
  throw new Error('No IndexerError was thrown', { cause: error });
}

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

test('a source that is not the one that was indexed is not looked at', async () => {
  const moved = { 'src/com/example/OldService.java': `\n\n\n// moved\n${serviceText}` };
  await using shopCode = await codebase(shop, moved);
  const { report } = await importScip({ path: shopCode.index, root: shopCode.root, commit: null });
  expect(report.documents_without_source).toBe(2);
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

test('an index that is cut off is refused, wherever the cut is', async () => {
  await using shopCode = await codebase(shop, shopSources);
  const fields = scipFieldsOf(shop);
  const whole = Buffer.concat(fields);
  const ends = new Set(fields.map((_, index) => Buffer.concat(fields.slice(0, index + 1)).length));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: whole.length - 1 }), async (cut) => {
      fc.pre(!ends.has(cut));
      writeFileSync(shopCode.index, whole.subarray(0, cut));
      const error = await failure(
        importScip({ path: shopCode.index, root: shopCode.root, commit: null }),
      );
      expect(error.code).toBe('scip_invalid');
      expect(error.message).toMatch(/cut off.*Nothing was imported. Run the indexer again/);
    }),
  );
});

test('a link that leads out of the codebase is not followed', async () => {
  await using shopCode = await codebase(shop, {});
  await using outside = await codebase(shop, {
    'com/example/OldService.java': `${serviceText}// @RestController class Secret { @GetMapping("/s") void s() {} }`,
    'com/example/Priced.java': pricedText,
  });
  symlinkSync(outside.root, join(shopCode.root, 'src'));
  const { batch, report } = await importScip({
    path: shopCode.index,
    root: shopCode.root,
    commit: null,
  });
  expect(report.documents_without_source).toBe(2);
  expect(batch.files.flatMap(({ entry_points = [] }) => entry_points)).toEqual([]);
});

test('what is no index is refused with a reason', async () => {
  await using folder = await codebase(shop, {});
  const read = (content: string | Uint8Array) => {
    writeFileSync(folder.index, content);
    return failure(importScip({ path: folder.index, root: folder.root, commit: null }));
  };
  expect((await read('')).message).toContain('it is empty');
  expect((await read('{"json": true}')).code).toBe('scip_invalid');
  expect((await read(new Uint8Array(64).fill(0xff))).code).toBe('scip_invalid');
  const missing = importScip({ path: join(folder.root, 'none.scip'), root: folder.root });
  expect((await failure(missing)).code).toBe('scip_not_found');
});

test('bytes that are damaged never crash the import', async () => {
  await using shopCode = await codebase(shop, shopSources);
  const whole = Buffer.concat(scipFieldsOf(shop));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), { maxLength: 4 }),
      async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [position, value] of changes) bytes[position] = value;
        writeFileSync(shopCode.index, bytes);
        const outcome = await importScip({
          path: shopCode.index,
          root: shopCode.root,
          commit: null,
        }).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(IndexerError);
        else expect(outcome).toHaveProperty('report');
      },
    ),
  );
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
