import { spawnSync } from 'node:child_process';
import { copyFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FactBatch } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, external, file, site, symbol } from '../test/facts.ts';
import { graphFacts } from '../test/graph-facts.ts';
import { count } from '../test/small-graph.ts';
import { tableRows } from '../test/table-rows.ts';
import { compareFacts } from './life/compare-facts.ts';
import { examineGraph } from './life/examine-graph.ts';
import { listBrokenReferences } from './life/list-broken-references.ts';
import { migrateGraph } from './migrate/migrate-graph.ts';
import { type Graph, openGraph } from './open-graph.ts';
import { openReaderPool } from './readers/open-reader-pool.ts';
import { findSymbol } from './symbols/find-symbol.ts';
import { getCallers } from './traverse/get-callers.ts';

/*
 * Ways in which graphs of code were seen to go wrong, each by its own name. What can go wrong in a
 * store is here; what can go wrong while sources are read is tested where they are.
 */

const price = 'app/price.ts#price';
const cart = 'app/cart.ts#total';

const cartFile = file('cart.ts', [symbol(cart)], [edge(cart, price, 'calls', { line: 3 })]);
const priceFile = file('price.ts', [symbol(price), symbol('app/price.ts#vat')]);

function shop(folder: string): Graph {
  const graph = emptyGraph(folder);
  apply(graph, batch([cartFile, priceFile], { scope: 'full' }));
  return graph;
}

const callersOf = (graph: Graph, fqn: string) =>
  getCallers({ ctx: { graph }, input: { fqn } }).items.map((each) => each.symbol.fqn);

test('[1] indexing or removing a file takes no incoming edge of an unchanged one', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  apply(graph, batch([priceFile]));
  expect(callersOf(graph, price)).toEqual([cart]);
  apply(graph, batch([], { removed_files: ['price.ts'] }));
  expect(listBrokenReferences({ ctx: { graph }, input: {} }).items).toMatchObject([
    { from: { fqn: cart }, to: { fqn: price }, file: 'cart.ts', line: 3 },
  ]);
  apply(graph, batch([priceFile]));
  expect(callersOf(graph, price)).toEqual([cart]);
  graph.close();
});

test('[2] a definition that comes later is what an earlier reference means', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, batch([cartFile], { scope: 'full' }));
  expect(findSymbol(graph, price)).toMatchObject({ origin: 'unresolved' });
  apply(graph, batch([priceFile]));
  expect(findSymbol(graph, price)).toMatchObject({ origin: 'project' });
  expect(callersOf(graph, price)).toEqual([cart]);
  graph.close();
});

test('[3] a graph with as many edges as its sources, but others, is not the same', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  graph.sqlite.exec(`
    update edges set to_id = (select id from symbols where fqn = 'app/price.ts#vat')
    where relation = (select id from relations where name = 'calls')`);
  const drift = compareFacts({
    ctx: { graph },
    input: { batch: batch([cartFile, priceFile], { scope: 'full' }) },
  });
  expect(drift.same).toBe(false);
  expect(drift.sets.find(({ relation }) => relation === 'calls')).toMatchObject({
    missing: 1,
    extra: 1,
  });
  graph.close();
});

test('[4] neither its lines nor where its file lies are part of what a symbol is', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  const id = findSymbol(graph, price)?.id;
  apply(graph, batch([file('price.ts', [symbol(price, { start_line: 90, end_line: 99 })])]));
  expect(findSymbol(graph, price)?.id).toBe(id);
  const moved = file('lib/price.ts', [symbol('app/lib/price.ts#price')]);
  const told = { ...moved, content_hash: priceFile.content_hash };
  apply(graph, batch([told], { removed_files: ['price.ts'] }));
  expect(findSymbol(graph, 'app/lib/price.ts#price')?.id).toBe(id);
  graph.close();
});

test('[5] however often the same facts come, there is one of each', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  const before = tableRows(graph);
  for (const scope of ['full', 'partial', 'full'] as const) {
    apply(graph, batch([cartFile, priceFile], { scope }));
  }
  expect(tableRows(graph)).toEqual(before);
  graph.close();
});

test('[7] what was derived and what people wrote outlive an incremental run', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  graph.sqlite.exec(`
    insert into summaries (target_id, summary) select id, 'Adds up.' from symbols where fqn = '${cart}';
    insert into glossary (code_term, source_id) select 'price', id from symbols where fqn = '${price}';
    insert into constraints (name, source_id) select 'never negative', id from symbols where fqn = '${price}';
    insert into entry_points (symbol_id, entry_type) select id, 'cli' from symbols where fqn = '${cart}';
    insert into anti_patterns (rule, from_id, to_id)
    select 'layers', f.id, t.id from symbols f, symbols t where f.fqn = '${cart}' and t.fqn = '${price}'`);
  const derived = [
    'summaries',
    'glossary',
    'constraints',
    'entry_points',
    'anti_patterns',
  ] as const;
  const rows = () => {
    const all = tableRows(graph);
    return derived.map((table) => all[table]);
  };
  const before = rows();
  apply(graph, batch([file('price.ts', [symbol(price, { signature: 'price(n: number)' })])]));
  apply(graph, batch([], { removed_files: ['price.ts'] }));
  apply(graph, batch([cartFile, priceFile], { scope: 'full' }));
  expect(rows()).toEqual(before);
  graph.close();
});

test('[9] killed between its writes and its commit, a run leaves neither hashes nor facts', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  const before = [tableRows(graph), graphFacts(graph), count(graph, 'revisions')];
  const changed: FactBatch = batch([
    { ...file('price.ts', [symbol(price)], [edge(price, 'lib#round')]), content_hash: 'new' },
  ]);
  const facts = join(folder.path, 'facts.json');
  writeFileSync(facts, JSON.stringify({ ...changed, externals: [external('lib#round')] }));
  const script = fileURLToPath(new URL('../test/killed-apply.ts', import.meta.url));
  const { signal, stderr } = spawnSync(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', script, graph.path, facts],
    { encoding: 'utf8' },
  );
  expect([signal, stderr]).toEqual(['SIGKILL', '']);
  expect([tableRows(graph), graphFacts(graph), count(graph, 'revisions')]).toEqual(before);
  apply(graph, { ...changed, externals: [external('lib#round')] });
  expect(
    graph.sqlite.prepare("select content_hash from files where path = 'price.ts'").pluck().get(),
  ).toBe('new');
  expect(callersOf(graph, 'lib#round')).toEqual([price]);
  graph.close();
});

test('[10] a reader whose graph was replaced reads the new one', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  graph.close();
  const pool = openReaderPool({ size: 1 });
  const ask = () => pool.ask('getCallers', { path: graph.path, input: { fqn: price } });
  expect((await ask()).items).toHaveLength(1);
  const other = join(folder.path, 'other.db');
  copyFileSync(graph.path, other);
  const replacement = openGraph(other);
  apply(replacement, batch([file('cart.ts', [symbol(cart)])]));
  replacement.sqlite.pragma('wal_checkpoint(truncate)');
  replacement.close();
  renameSync(other, graph.path);
  expect((await ask()).items).toEqual([]);
  await pool.close();
});

test('[11] health names what is wrong, however much is right', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const names = Array.from({ length: 300 }, (_, n) => symbol(`app/many.ts#f${n}`));
  apply(graph, batch([file('many.ts', names)], { scope: 'full' }), '2020-01-01T00:00:00.000Z');
  expect(examineGraph({ ctx: { graph } }).status).toBe('sound');
  const kept = names.slice(0, 299);
  apply(
    graph,
    batch([
      file('many.ts', kept, [], [site('app/many.ts#f1', 'x', { reason: 'any_typed_receiver' })]),
    ]),
    '2020-01-02T00:00:00.000Z',
  );
  const purgeable = examineGraph({ ctx: { graph } });
  expect(purgeable.status).toBe('attention');
  expect(purgeable.findings.map(({ check, count: n }) => [check, n])).toEqual([
    ['unresolved_sites', 1],
    ['purgeable_symbols', 1],
  ]);
  // Nothing changed since the last run, says the store; that the sources did, only they can tell.
  expect(purgeable.drift).toBe('not_checked');
  const sources = batch([file('many.ts', names)], { scope: 'full' });
  expect(compareFacts({ ctx: { graph }, input: { batch: sources } })).toMatchObject({
    same: false,
  });
  graph.close();
});

test('a graph that nobody indexed is not called complete', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  migrateGraph({ path });
  const graph = openGraph(path);
  expect(examineGraph({ ctx: { graph } })).toMatchObject({
    status: 'attention',
    revision: null,
    findings: [{ check: 'never_indexed' }],
  });
  const sources = batch([cartFile], { scope: 'full' });
  expect(compareFacts({ ctx: { graph }, input: { batch: sources } }).same).toBe(false);
  graph.close();
});
