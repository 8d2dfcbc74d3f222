import type { DependencyFact, EntryPointFact } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, emptyGraph, file, symbol } from '../../test/facts.ts';
import { GraphError } from '../graph-error.ts';
import type { Graph } from '../open-graph.ts';
import { deleteSymbol } from '../symbols/delete-symbol.ts';
import { getSymbol } from '../symbols/get-symbol.ts';
import { listEntryPoints } from './list-entry-points.ts';
import { listExternalDependencies } from './list-external-dependencies.ts';

const list = 'app/orders.ts#Orders.list';

function entry(values: Partial<EntryPointFact>): EntryPointFact {
  return {
    symbol: list,
    entry_type: 'http_api',
    http_method: 'GET',
    http_path: null,
    cron_expression: null,
    mq_queue: null,
    name: null,
    resolution: 'exact',
    line: 1,
    detector: 'hono.route',
    ...values,
  };
}

function needs(values: Partial<DependencyFact>): DependencyFact {
  return {
    caller: list,
    dependency_type: 'postgres',
    target: null,
    strength: 'strong',
    line: 2,
    detector: 'pg.client',
    ...values,
  };
}

function shop(folder: string): Graph {
  const graph = emptyGraph(folder);
  const orders = {
    ...file('orders.ts', [
      symbol('app/orders.ts#Orders', { kind: 'class' }),
      symbol(list, { parent: 'app/orders.ts#Orders', kind: 'method' }),
      symbol('app/orders.ts#nightly'),
    ]),
    entry_points: [
      entry({ http_path: '/orders' }),
      entry({ http_path: '/orders', http_method: 'HEAD' }),
      entry({ http_path: '/50%' }),
      entry({ resolution: 'unresolved' }),
      entry({
        symbol: 'app/orders.ts#nightly',
        entry_type: 'scheduled',
        http_method: null,
        cron_expression: '0 3 * * *',
      }),
    ],
    dependencies: [
      needs({ target: 'db:5432' }),
      needs({ caller: 'app/orders.ts#nightly', dependency_type: 'redis', target: 'cache' }),
      needs({ caller: 'app/orders.ts#nightly' }),
    ],
  };
  apply(graph, batch([orders], { scope: 'full' }));
  return graph;
}

type Question = Parameters<typeof listEntryPoints>[0]['input'];

function labels(graph: Graph, input: Question = {}): readonly string[] {
  return listEntryPoints({ ctx: { graph }, input }).items.map(
    ({ entry_type, http_method, http_path, cron_expression }) =>
      `${entry_type} ${http_method ?? ''} ${http_path ?? cron_expression ?? '?'}`,
  );
}

test('entry points come by type and path, with their symbol and where they were found', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  expect(labels(graph)).toEqual([
    'http_api GET ?',
    'http_api GET /50%',
    'http_api GET /orders',
    'http_api HEAD /orders',
    'scheduled  0 3 * * *',
  ]);
  const { items } = listEntryPoints({ ctx: { graph }, input: { q: '/50', limit: 1 } });
  expect(items[0]).toMatchObject({
    symbol: { fqn: list, file: 'orders.ts', kind: 'method' },
    resolution: 'exact',
    file: 'orders.ts',
    line: 1,
    detector: 'hono.route',
  });
  graph.close();
});

test('filters must all hold, and a sign of a pattern means itself', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  expect(labels(graph, { type: 'scheduled' })).toEqual(['scheduled  0 3 * * *']);
  expect(labels(graph, { q: '0%' })).toEqual(['http_api GET /50%']);
  expect(labels(graph, { q: 'nightly' })).toEqual(['scheduled  0 3 * * *']);
  expect(labels(graph, { q: 'nightly', type: 'http_api' })).toEqual([]);
  graph.close();
});

test('pages of any size show every entry point once, in the same order', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  const all = labels(graph);
  for (const limit of [1, 2, 3, 5]) {
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      seen.push(...labels(graph, { limit, cursor }));
      const page = listEntryPoints({ ctx: { graph }, input: { limit, cursor } });
      if (page.next_cursor === null) break;
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(all);
  }
  expect(() => labels(graph, { cursor: 'bm9uc2Vuc2U' })).toThrow(GraphError);
  graph.close();
});

test('what a deleted symbol was entered by is not shown', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  deleteSymbol({ ctx: { graph }, input: { fqn: list, mode: 'soft' } });
  expect(labels(graph)).toEqual(['scheduled  0 3 * * *']);
  graph.close();
});

test('dependencies by type, target and caller; a caller is asked with all that it contains', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  const targets = (input: Parameters<typeof listExternalDependencies>[0]['input']) =>
    listExternalDependencies({ ctx: { graph }, input }).items.map(
      ({ dependency_type, target, caller }) => `${dependency_type} ${target} ${caller.name}`,
    );
  const all = ['postgres null nightly', 'postgres db:5432 list', 'redis cache nightly'];
  expect(targets({})).toEqual(all);
  expect(targets({ type: 'redis' })).toEqual(['redis cache nightly']);
  expect(targets({ target: '5432' })).toEqual(['postgres db:5432 list']);
  expect(targets({ caller: 'app/orders.ts#Orders' })).toEqual(['postgres db:5432 list']);
  expect(targets({ caller: 'app/orders.ts' })).toEqual(all);
  expect(() => targets({ caller: 'app/orders.ts#Order' })).toThrow(GraphError);
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    seen.push(...targets({ limit: 1, cursor }));
    const page = listExternalDependencies({ ctx: { graph }, input: { limit: 1, cursor } });
    if (page.next_cursor === null) break;
    cursor = page.next_cursor;
  }
  expect(seen).toEqual(all);
  graph.close();
});

test('a symbol is shown with its own entry points and dependencies', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  const { entry_points, external_dependencies } = getSymbol({
    ctx: { graph },
    input: { fqn: 'app/orders.ts#nightly' },
  });
  expect(entry_points).toEqual([
    {
      entry_type: 'scheduled',
      http_method: null,
      http_path: null,
      cron_expression: '0 3 * * *',
      mq_queue: null,
      name: null,
      resolution: 'exact',
      file: 'orders.ts',
      line: 1,
      detector: 'hono.route',
    },
  ]);
  expect(external_dependencies.map(({ dependency_type }) => dependency_type)).toEqual([
    'postgres',
    'redis',
  ]);
  graph.close();
});
