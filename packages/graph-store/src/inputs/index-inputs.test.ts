import type { FactBatch, IndexInput } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, emptyGraph, file, symbol } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { deleteSymbol } from '../symbols/delete-symbol.ts';
import { renameSymbol } from '../symbols/rename-symbol.ts';
import { restoreSymbol } from '../symbols/restore-symbol.ts';
import { readIndexInputs } from './read-index-inputs.ts';

function source(path: string, hash = 'h'): IndexInput {
  return { path, kind: 'source', content_hash: hash, derivation_hash: `of ${hash}` };
}

const environment: IndexInput = {
  path: 'package.json',
  kind: 'environment',
  content_hash: 'e',
  derivation_hash: null,
};

const a = file('a.ts', [symbol('app/a.ts#f')]);
const b = file('b.ts', [symbol('app/b.ts#g')]);
const paths = (graph: Graph) => readIndexInputs({ ctx: { graph } }).map(({ path }) => path);
const first = (): FactBatch => ({
  ...batch([a, b]),
  inputs: [source('a.ts'), source('b.ts'), environment],
});

test('inputs are stored with the facts, and those of a later batch replace them', async () => {
  await using folder = await tempDir();
  const graph = await emptyGraph(folder.path);
  expect(readIndexInputs({ ctx: { graph } })).toEqual([]);
  apply(graph, first());
  expect(readIndexInputs({ ctx: { graph } })).toEqual([
    source('a.ts'),
    source('b.ts'),
    environment,
  ]);
  const inputs = [source('a.ts', 'other'), environment];
  apply(graph, { ...batch([a]), scope: 'partial', removed_files: ['b.ts'], inputs });
  expect(readIndexInputs({ ctx: { graph } })).toEqual(inputs);
  graph.close();
});

test('a batch that tells none takes back what was known of its files', async () => {
  await using folder = await tempDir();
  const graph = await emptyGraph(folder.path);
  apply(graph, first());
  apply(graph, { ...batch([a]), scope: 'partial' });
  expect(paths(graph)).toEqual(['b.ts', 'package.json']);
  apply(graph, { ...batch([a]), scope: 'partial', inputs: [] });
  expect(paths(graph)).toEqual([]);
  apply(graph, first());
  apply(graph, batch([a, b], { scope: 'full' }));
  expect(paths(graph)).toEqual([]);
  graph.close();
});

test('a batch that contradicts itself leaves them as they were', async () => {
  await using folder = await tempDir();
  const graph = await emptyGraph(folder.path);
  apply(graph, first());
  const twice = { ...batch([a, a]), inputs: [environment] };
  expect(() => apply(graph, twice)).toThrow(/contradict/);
  expect(paths(graph)).toEqual(['a.ts', 'b.ts', 'package.json']);
  graph.close();
});

test('a symbol that somebody removes, restores or renames takes back what was known of its file', async () => {
  await using folder = await tempDir();
  const graph = await emptyGraph(folder.path);
  const ctx = { graph };
  const changes = [
    () => deleteSymbol({ ctx, input: { fqn: 'app/a.ts#f', mode: 'soft' } }),
    () => restoreSymbol({ ctx, input: { fqn: 'app/a.ts#f' } }),
    () => renameSymbol({ ctx, input: { fqn: 'app/a.ts#f', to: 'app/a.ts#h' } }),
    () => deleteSymbol({ ctx, input: { fqn: 'app/a.ts#f', mode: 'hard' } }),
  ];
  apply(graph, first());
  for (const change of changes) {
    change();
    expect(paths(graph)).toEqual(['b.ts', 'package.json']);
    const { sqlite } = graph;
    sqlite.prepare(`insert into index_inputs values ('a.ts', 'source', 'h', 'of h')`).run();
    if (change === changes[2]) apply(graph, first());
  }
  graph.close();
});
