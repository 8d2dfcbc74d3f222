import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, file, symbol } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { deleteSymbol } from '../symbols/delete-symbol.ts';
import { describeRemoval } from './describe-removal.ts';
import type { GraphChange } from './graph-change.ts';
import { lostCalls } from './lost-calls.ts';
import { pruneChanges } from './prune-changes.ts';
import { readChanges } from './read-changes.ts';
import { revisionEnds } from './revision-ends.ts';

const price = 'app/price.ts#price';
const priceFile = file('price.ts', [symbol(price), symbol('app/price.ts#vat')]);
const cart = (calls: boolean) =>
  file('cart.ts', [symbol('app/cart.ts#total')], calls ? [edge('app/cart.ts#total', price)] : []);
const shop = file(
  'shop.ts',
  [symbol('app/shop.ts#buy')],
  [edge('app/shop.ts#buy', 'app/cart.ts#total'), edge('app/shop.ts#buy', price)],
);
const tests = file(
  'shop.test.ts',
  [symbol('app/shop.test.ts#buys')],
  [edge('app/shop.test.ts#buys', 'app/shop.ts#buy')],
);

function indexed(folder: string): Graph {
  const graph = emptyGraph(folder);
  apply(graph, batch([priceFile, cart(true), shop, tests], { scope: 'full' }));
  graph.sqlite.exec(`
    insert into entry_points (symbol_id, entry_type, http_method, http_path)
    select id, 'http_api', 'POST', '/buy' from symbols where fqn = 'app/shop.ts#buy'`);
  return graph;
}

function removalOf(graph: Graph, fqn: string): GraphChange {
  const change = readChanges({ ctx: { graph }, input: { after: 0, limit: 1000 } }).find(
    ({ entity, op, old, new: now }) =>
      entity === 'symbol' &&
      (old ?? '').includes(`"fqn":"${fqn}"`) &&
      (op === 'delete' || (now ?? '').includes('"deleted_at":"')),
  );
  if (change === undefined) throw new Error(`${fqn} was not removed`);
  return change;
}

const describe = (graph: Graph, fqn: string, limit = 100) =>
  describeRemoval({
    ctx: { graph },
    input: {
      change: removalOf(graph, fqn),
      ends: revisionEnds({ ctx: { graph }, input: { after: 0 } }),
      calls: lostCalls({ ctx: { graph } }),
      limit,
    },
  });

const withoutPrice = file('price.ts', [symbol('app/price.ts#vat')]);

test('callers that still call are broken; those that stopped in the same run are told too', async () => {
  await using folder = await tempDir();
  const graph = indexed(folder.path);
  apply(graph, batch([cart(false), withoutPrice]));
  expect(describe(graph, price)).toEqual({
    callers: [
      {
        symbol: { fqn: 'app/cart.ts#total', kind: 'function', name: 'total', file: 'cart.ts' },
        broken: false,
      },
      {
        symbol: { fqn: 'app/shop.ts#buy', kind: 'function', name: 'buy', file: 'shop.ts' },
        broken: true,
      },
    ],
    callers_total: 2,
    entry_points: [
      {
        symbol: 'app/shop.ts#buy',
        entry_type: 'http_api',
        http_method: 'POST',
        http_path: '/buy',
        cron_expression: null,
        mq_queue: null,
        name: null,
      },
    ],
    entry_points_total: 1,
    tests: ['shop.test.ts'],
    tests_total: 1,
  });
  expect(describe(graph, price, 1)).toMatchObject({ callers: [{}], callers_total: 2 });
  graph.close();
});

test('who stopped calling in an earlier run was no caller any more', async () => {
  await using folder = await tempDir();
  const graph = indexed(folder.path);
  apply(graph, batch([cart(false)]));
  apply(graph, batch([withoutPrice]));
  expect(describe(graph, price).callers.map(({ symbol: { fqn } }) => fqn)).toEqual([
    'app/shop.ts#buy',
  ]);
  graph.close();
});

test('a symbol that is deleted for good names its callers from the cascade', async () => {
  await using folder = await tempDir();
  const graph = indexed(folder.path);
  deleteSymbol({ ctx: { graph }, input: { fqn: price, mode: 'hard' } });
  expect(describe(graph, price)).toMatchObject({
    callers: [
      { symbol: { fqn: 'app/cart.ts#total' }, broken: false },
      { symbol: { fqn: 'app/shop.ts#buy' }, broken: false },
    ],
    tests: ['shop.test.ts'],
  });
  graph.close();
});

test('pruned changes are gone and their numbers do not come back', async () => {
  await using folder = await tempDir();
  const graph = indexed(folder.path);
  const all = readChanges({ ctx: { graph }, input: { after: 0, limit: 1000 } });
  const last = all.at(-1)?.seq ?? 0;
  expect(pruneChanges({ ctx: { graph }, input: { through: last } })).toBe(all.length);
  apply(graph, batch([withoutPrice]));
  const next = readChanges({ ctx: { graph }, input: { after: 0, limit: 1000 } });
  expect(next[0]?.seq).toBe(last + 1);
  graph.close();
});
