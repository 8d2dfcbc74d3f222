import type { DependencyFact, EntryPointFact, FileFacts } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, emptyGraph, file, symbol } from '../../test/facts.ts';
import { GraphError } from '../graph-error.ts';
import type { Graph } from '../open-graph.ts';

const handler = 'app/handlers.ts#show';

function route(values: Partial<EntryPointFact> = {}): EntryPointFact {
  return {
    symbol: handler,
    entry_type: 'http_api',
    http_method: 'GET',
    http_path: '/orders',
    cron_expression: null,
    mq_queue: null,
    name: null,
    resolution: 'exact',
    line: 3,
    detector: 'hono.route',
    ...values,
  };
}

function needs(values: Partial<DependencyFact> = {}): DependencyFact {
  return {
    caller: 'app/routes.ts#load',
    dependency_type: 'redis',
    target: null,
    strength: 'strong',
    line: 5,
    detector: 'redis.client',
    ...values,
  };
}

const handlers = file('handlers.ts', [symbol(handler)]);

function routes(values: Pick<FileFacts, 'entry_points' | 'dependencies'> = {}): FileFacts {
  return { ...file('routes.ts', [symbol('app/routes.ts#load')]), ...values };
}

function entryPoints(graph: Graph): readonly unknown[] {
  return graph.sqlite
    .prepare(`
      select s.fqn, e.http_method, e.http_path, e.resolution, e.line, f.path
      from entry_points e join symbols s on s.id = e.symbol_id left join files f on f.id = e.file_id
      order by e.http_path, e.id`)
    .raw()
    .all();
}

function dependencies(graph: Graph): readonly unknown[] {
  return graph.sqlite
    .prepare(
      'select dependency_type, target, strength, line from external_dependencies order by target',
    )
    .raw()
    .all();
}

function changes(graph: Graph): readonly unknown[] {
  return graph.sqlite
    .prepare(
      "select op, entity from graph_changes where entity in ('entry_point', 'external_dependency') order by seq",
    )
    .raw()
    .all();
}

test('a file tells its entry points and dependencies, and the handler may stand in another one', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const facts = routes({ entry_points: [route()], dependencies: [needs({ target: 'cache' })] });
  apply(graph, batch([handlers, facts], { scope: 'full' }));
  expect(entryPoints(graph)).toEqual([[handler, 'GET', '/orders', 'exact', 3, 'routes.ts']]);
  expect(dependencies(graph)).toEqual([['redis', 'cache', 'strong', 5]]);
  graph.close();
});

test('the same batch again keeps every row and records nothing', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const facts = routes({
    entry_points: [
      route(),
      route({ http_path: null, resolution: 'unresolved' }),
      route({ http_path: null, resolution: 'unresolved', line: 2 }),
    ],
    dependencies: [needs(), needs({ line: 9 })],
  });
  apply(graph, batch([handlers, facts], { scope: 'full' }));
  const rows = () => graph.sqlite.prepare('select * from entry_points').all();
  const before = rows();
  expect(before.length).toBe(2);
  expect(dependencies(graph)).toEqual([['redis', null, 'strong', 5]]);
  apply(graph, batch([handlers, facts], { scope: 'full' }));
  expect(rows()).toEqual(before);
  expect(changes(graph)).toEqual([]);
  graph.close();
});

test('what a file says no more goes, what it says anew comes, and what moved stays', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(
    graph,
    batch([handlers, routes({ entry_points: [route(), route({ http_path: '/old' })] })], {
      scope: 'full',
    }),
  );
  apply(
    graph,
    batch([
      routes({
        entry_points: [route({ line: 30 }), route({ http_path: '/new' })],
        dependencies: [needs()],
      }),
    ]),
  );
  expect(entryPoints(graph)).toMatchObject([
    [handler, 'GET', '/new', 'exact', 3, 'routes.ts'],
    [handler, 'GET', '/orders', 'exact', 30, 'routes.ts'],
  ]);
  expect(changes(graph)).toEqual([
    ['update', 'entry_point'],
    ['insert', 'entry_point'],
    ['delete', 'entry_point'],
    ['insert', 'external_dependency'],
  ]);
  apply(graph, batch([routes()]));
  expect(entryPoints(graph)).toEqual([]);
  expect(dependencies(graph)).toEqual([]);
  graph.close();
});

test('rows that people entered stay, beside the same thing detected', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, batch([handlers, routes({ entry_points: [route()] })], { scope: 'full' }));
  graph.sqlite.exec(`
    insert into entry_points (symbol_id, entry_type, http_method, http_path)
    select id, 'http_api', 'GET', '/orders' from symbols where fqn = '${handler}'`);
  apply(graph, batch([handlers], { removed_files: ['routes.ts'] }));
  expect(entryPoints(graph)).toEqual([[handler, 'GET', '/orders', 'exact', null, null]]);
  graph.close();
});

test('a file that is deleted takes its detections with it', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(
    graph,
    batch([handlers, routes({ entry_points: [route()], dependencies: [needs()] })], {
      scope: 'full',
    }),
  );
  graph.sqlite.exec("delete from files where path = 'routes.ts'");
  expect(entryPoints(graph)).toEqual([]);
  expect(dependencies(graph)).toEqual([]);
  graph.close();
});

test('two files may register one handler at the same path', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const other = { ...file('admin.ts'), entry_points: [route()] };
  apply(graph, batch([handlers, routes({ entry_points: [route()] }), other], { scope: 'full' }));
  expect(entryPoints(graph).length).toBe(2);
  graph.close();
});

test('a dependency whose caller is not in the file is refused, and nothing is stored', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const facts = routes({ dependencies: [needs({ caller: handler })] });
  expect(() => apply(graph, batch([handlers, facts], { scope: 'full' }))).toThrow(GraphError);
  expect(graph.sqlite.prepare('select count(*) from files').pluck().get()).toBe(0);
  graph.close();
});
