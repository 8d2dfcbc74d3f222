import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, emptyGraph, file, symbol } from '../../test/facts.ts';
import { checkIntegrity } from '../integrity/check-integrity.ts';
import { purgeSymbols } from '../life/purge-symbols.ts';
import type { Graph } from '../open-graph.ts';
import { deleteSymbol } from '../symbols/delete-symbol.ts';
import { getSymbol } from '../symbols/get-symbol.ts';
import { previewDeletion } from '../symbols/preview-deletion.ts';
import { renameSymbol } from '../symbols/rename-symbol.ts';
import { restoreSymbol } from '../symbols/restore-symbol.ts';
import { createConstraint } from './create-constraint.ts';
import { createGlossaryTerm } from './create-glossary-term.ts';
import { getKnowledge } from './get-knowledge.ts';
import { listGlossary } from './list-glossary.ts';
import { putSummary } from './put-summary.ts';

const fqn = 'app/pay.ts#pay';
const body = (hash: string | null) => ({ body_hash: hash, shape_hash: 'shape', end_line: 9 });
const pay = (path = 'pay.ts', hash = 'b1') =>
  file(path, [symbol(`app/${path}#pay`, body(hash)), symbol(`app/${path}#refund`, body('r1'))]);

/** Says everything of a symbol that can be said. */
function describe(graph: Graph, of: string): void {
  const { source_hash } = getKnowledge({ ctx: { graph }, input: { fqn: of } });
  const ctx = { graph };
  putSummary({ ctx, input: { fqn: of, summary: 'Pays.', source_hash, version: null } });
  createGlossaryTerm({ ctx, input: { code_term: 'settlement', source: of, source_hash } });
  createConstraint({ ctx, input: { name: 'never twice', source: of, source_hash } });
}

/** What is said of a symbol, and whether it is stale, text by text. */
function said(graph: Graph, of = fqn): readonly (readonly [string, boolean])[] {
  const { summaries, glossary, constraints } = getKnowledge({ ctx: { graph }, input: { fqn: of } });
  return [
    ...summaries.map((each) => [each.summary, each.is_stale] as const),
    ...glossary.map((each) => [each.code_term, each.is_stale] as const),
    ...constraints.map((each) => [each.name, each.is_stale] as const),
  ];
}

const all = (stale: boolean) => [
  ['Pays.', stale],
  ['settlement', stale],
  ['never twice', stale],
];

async function described() {
  const folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, batch([pay()], { scope: 'full' }));
  describe(graph, fqn);
  return {
    graph,
    [Symbol.asyncDispose]: async () => {
      graph.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

test('texts grow stale with their source, and are fresh again when it is back', async () => {
  await using world = await described();
  const { graph } = world;
  expect(said(graph)).toEqual(all(false));
  expect(getSymbol({ ctx: { graph }, input: { fqn } })).toMatchObject({
    summary: { summary: 'Pays.', is_stale: false },
    source_hash: 'b1',
  });
  const { id } = apply(graph, batch([pay('pay.ts', 'b2')]));
  expect(said(graph)).toEqual(all(true));
  expect(getSymbol({ ctx: { graph }, input: { fqn } }).summary).toMatchObject({ is_stale: true });
  // It is told as a part of the run that changed the source.
  const told = graph.sqlite
    .prepare('select distinct entity from graph_changes where revision_id = ? order by entity')
    .pluck()
    .all(id);
  expect(told).toEqual(['constraint', 'glossary', 'revision', 'summary', 'symbol']);
  apply(graph, batch([pay()]));
  expect(said(graph)).toEqual(all(false));
});

test('what is said of a package is stale when what it offers has changed, not what is inside', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const shop = symbol('shop', { kind: 'package', start_line: null, end_line: null });
  const index = (files: Readonly<Record<string, readonly [string, string]>>) => {
    const facts = Object.entries(files).map(([path, [shape_hash, body_hash]]) => {
      const facts = file(path);
      const [root] = facts.symbols;
      return {
        ...facts,
        symbols: root === undefined ? [] : [{ ...root, parent: 'shop', shape_hash, body_hash }],
      };
    });
    apply(graph, batch(facts, { scope: 'full', packages: [shop] }));
  };
  index({ 'a.ts': ['s1', 'b1'] });
  describe(graph, 'shop');
  const stale = () => new Set(said(graph, 'shop').map(([, is]) => is));
  index({ 'a.ts': ['s1', 'b2'] });
  expect(stale()).toEqual(new Set([false]));
  index({ 'a.ts': ['s2', 'b2'] });
  expect(stale()).toEqual(new Set([true]));
  index({ 'a.ts': ['s1', 'b3'], 'b.ts': ['s', 'b'] });
  expect(stale()).toEqual(new Set([true]));
  index({ 'a.ts': ['s1', 'b3'] });
  expect(stale()).toEqual(new Set([false]));
  graph.close();
});

test('a symbol that vanishes keeps what is said of it, and has it when it comes back', async () => {
  await using world = await described();
  const { graph } = world;
  apply(graph, batch([file('pay.ts', [symbol('app/pay.ts#refund', body('r1'))])]));
  expect(listGlossary({ ctx: { graph }, input: {} }).items).toEqual([]);
  apply(graph, batch([pay()]));
  expect(said(graph)).toEqual(all(false));
  deleteSymbol({ ctx: { graph }, input: { fqn, mode: 'soft' } });
  apply(graph, batch([pay('pay.ts', 'b2')]));
  expect(said(graph)).toEqual(all(true));
  deleteSymbol({ ctx: { graph }, input: { fqn, mode: 'soft' } });
  restoreSymbol({ ctx: { graph }, input: { fqn } });
  expect(said(graph)).toEqual(all(true));
});

test('whatever is renamed or moved takes along what is said of it', async () => {
  await using world = await described();
  const { graph } = world;
  renameSymbol({ ctx: { graph }, input: { fqn, to: 'app/pay.ts#settle' } });
  expect(said(graph, 'app/pay.ts#settle')).toEqual(all(false));
  renameSymbol({ ctx: { graph }, input: { fqn: 'app/pay.ts#settle', to: fqn } });
  const { counts } = apply(graph, batch([pay('billing.ts')], { removed_files: ['pay.ts'] }));
  expect(counts.symbols_renamed).toBeGreaterThan(0);
  expect(said(graph, 'app/billing.ts#pay')).toEqual(all(false));
});

test('a deletion for good, and the purge, take what is said along, and say so before', async () => {
  await using world = await described();
  const { graph } = world;
  const taken = { summaries: 1, glossary: 1, constraints: 1 };
  expect(previewDeletion({ ctx: { graph }, input: { fqn } }).rows).toMatchObject(taken);
  const left = () =>
    ['summaries', 'glossary', 'constraints'].map((table) =>
      graph.sqlite.prepare(`select count(*) from ${table}`).pluck().get(),
    );
  expect(deleteSymbol({ ctx: { graph }, input: { fqn, mode: 'hard' } }).rows).toMatchObject(taken);
  expect(left()).toEqual([0, 0, 0]);

  describe(graph, 'app/pay.ts#refund');
  apply(graph, batch([], { removed_files: ['pay.ts'] }));
  expect(left()).toEqual([1, 1, 1]);
  const ctx = { graph, now: () => new Date(Date.now() + 60_000) };
  expect(purgeSymbols({ ctx, input: { older_than_days: 0 } }).rows).toMatchObject(taken);
  expect(left()).toEqual([0, 0, 0]);
  expect(checkIntegrity({ ctx: { graph } }).ok).toBe(true);
});
