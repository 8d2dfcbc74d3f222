import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FactBatch, ScipReport } from '@clew/contracts';
import { tempDir } from '@clew/testing';
import { IndexerError } from '../src/indexer-error.ts';
import { type FixtureIndex, placeOf, writeScip } from './scip-fixture.ts';

export const java = (descriptors: string) =>
  `semanticdb maven maven/com.acme/shop 1.0 ${descriptors}`;
const service = java('com/example/OldService#');
const process = java('com/example/OldService#process().');
const priced = java('com/example/Priced#');
export const priceOf = java('com/example/Priced#priceOf().');
const implementation = java('com/example/OldService#priceOf().');
const helper = java('com/example/OldService#helper().');

export const serviceText = `package com.example;

class OldService implements Priced {
  public int process(Object item) {
    list.stream().map(this::helper);
    return priceOf(item) + helper(item);
  }
  public int priceOf(Object item) { return 1; }
  private int helper(Object item) { return item.hashCode(); }
}
`;
export const pricedText = `package com.example;

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

export const shop: FixtureIndex = {
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

export async function codebase(index: FixtureIndex, sources: Readonly<Record<string, string>>) {
  const folder = await tempDir();
  for (const [path, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), text);
  }
  const path = join(folder.path, 'index.scip');
  writeScip(path, index);
  return { ...folder, root: folder.path, index: path, name: 'shop' };
}

export const shopSources = {
  'src/com/example/OldService.java': serviceText,
  'src/com/example/Priced.java': pricedText,
};

export const edgesOf = (batch: FactBatch) =>
  batch.files
    .flatMap(({ edges }) => edges)
    .filter(({ relation }) => relation !== 'contains')
    .map(
      ({ from, relation, to, line, resolution }) =>
        `${from} ${relation} ${to}:${line} ${resolution}`,
    );

export const accounted = (report: ScipReport) =>
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

export async function failure(work: Promise<unknown>): Promise<IndexerError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof IndexerError) return error;
  throw new Error('No IndexerError was thrown', { cause: error });
}
