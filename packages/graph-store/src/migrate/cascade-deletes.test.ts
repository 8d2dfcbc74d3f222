import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { count, smallGraph } from '../../test/small-graph.ts';

/**
 * What the cascade migration decided, one test for each decision. Where a query stands in upper
 * case it is the older system's own, with `edges` read through the view that keeps its shape.
 */

const dependents = [
  ['edges', 'from_fqn', 'edges', 'from_id'],
  ['edges', 'to_fqn', 'edges', 'to_id'],
  ['entry_points', 'symbol_fqn', 'entry_points', 'symbol_id'],
  ['external_dependencies', 'caller_fqn', 'external_dependencies', 'caller_id'],
  ['summaries', 'target_fqn', 'summaries', 'target_id'],
  ['glossary', 'source_fqn', 'glossary', 'source_id'],
  ['constraints', 'source_fqn', 'constraints', 'source_id'],
] as const;

const everyReference = [
  ['edges', 'from_id'],
  ['edges', 'to_id'],
  ['edges', 'file_id'],
  ['entry_points', 'symbol_id'],
  ['external_dependencies', 'caller_id'],
  ['anti_patterns', 'from_id'],
  ['anti_patterns', 'to_id'],
  ['summaries', 'target_id'],
  ['glossary', 'source_id'],
  ['constraints', 'source_id'],
  ['unresolved_references', 'from_id'],
  ['unresolved_references', 'file_id'],
  ['symbols', 'parent_id'],
  ['symbols', 'file_id'],
] as const;

test.each(dependents)('%s.%s → symbols: ON DELETE CASCADE', async (_table, _column, table, key) => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  const pointing = graph.prepare<[], { n: number }>(
    `select count(*) as n from ${table} where ${key} = 2`,
  );
  expect(pointing.get()?.n).toBeGreaterThan(0);
  graph.sqlite.exec('delete from symbols where id = 2');
  expect(pointing.get()?.n).toBe(0);
  graph.close();
});

test('deleting a symbol removes every dependent row in every table, and no other row', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  graph.sqlite.exec(`delete from symbols where fqn = 'app#Old.run'`);
  for (const [table, key] of everyReference) {
    if (key === 'file_id') continue;
    const left = graph
      .prepare<[], { n: number }>(`select count(*) as n from ${table} where ${key} = 2`)
      .get();
    expect([table, key, left?.n]).toEqual([table, key, 0]);
  }
  expect(count(graph, 'symbols')).toBe(3);
  expect(count(graph, 'edges')).toBe(1);
  expect(graph.sqlite.pragma('foreign_key_check')).toEqual([]);
  graph.close();
});

test('deleting a class removes its members and what depends on them', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  graph.sqlite.exec(`delete from symbols where fqn = 'app#Old'`);
  expect(count(graph, 'symbols')).toBe(2);
  expect(count(graph, 'edges')).toBe(1);
  expect(count(graph, 'summaries')).toBe(0);
  graph.close();
});

test('renaming a symbol by delete and insert works cleanly', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  graph.transaction(() => {
    graph.sqlite.exec(`delete from symbols where fqn = 'app#Old.run'`);
    graph.sqlite.exec(
      `insert into symbols (fqn, kind, name) values ('app#New.run', 'method', 'run')`,
    );
  });
  const fresh = graph
    .prepare<[], { n: number }>(
      `select count(*) as n from edges_by_fqn where from_fqn = 'app#New.run' or to_fqn = 'app#New.run'`,
    )
    .get();
  expect(fresh?.n).toBe(0);
  expect(graph.sqlite.pragma('foreign_key_check')).toEqual([]);
  graph.close();
});

test('renaming a symbol in place keeps its edges, where text keys would have broken them', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  graph.sqlite.exec(`update symbols set fqn = 'app#New.run' where fqn = 'app#Old.run'`);
  const edges = graph
    .prepare<[], { from_fqn: string; to_fqn: string }>(
      'select from_fqn, to_fqn from edges_by_fqn order by id',
    )
    .all();
  expect(edges).toEqual([
    { from_fqn: 'app#caller', to_fqn: 'app#New.run' },
    { from_fqn: 'app#New.run', to_fqn: 'app#callee' },
    { from_fqn: 'app#caller', to_fqn: 'app#callee' },
  ]);
  expect(count(graph, 'summaries')).toBe(1);
  graph.close();
});

test('ON UPDATE CASCADE: a new key of a symbol reaches every row that points at it', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  graph.sqlite.exec('update symbols set id = 200 where id = 2');
  for (const [table, , , key] of dependents) {
    const moved = graph
      .prepare<[], { n: number }>(`select count(*) as n from ${table} where ${key} = 200`)
      .get();
    expect([table, key, moved?.n]).toEqual([table, key, 1]);
  }
  expect(graph.sqlite.pragma('foreign_key_check')).toEqual([]);
  graph.close();
});

test.each(everyReference)(
  'a foreign-key violation is raised for an invalid %s.%s',
  async (table, key) => {
    await using folder = await tempDir();
    const graph = smallGraph(folder.path);
    expect(() =>
      graph.sqlite.exec(`update ${table} set ${key} = 999 where ${key} is not null`),
    ).toThrow('FOREIGN KEY constraint failed');
    graph.close();
  },
);

test('an edge between symbols that do not exist cannot be inserted', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  expect(() =>
    graph.sqlite.exec('insert into edges (from_id, to_id, relation) values (2, 999, 1)'),
  ).toThrow('FOREIGN KEY constraint failed');
  expect(() =>
    graph.sqlite.exec('insert into edges (from_id, to_id, relation) values (999, 2, 1)'),
  ).toThrow('FOREIGN KEY constraint failed');
  expect(count(graph, 'edges')).toBe(3);
  graph.close();
});

const orphanedEdges = `
SELECT e.id, e.from_fqn, e.to_fqn, e.relation
FROM edges_by_fqn e
LEFT JOIN symbols s_from ON e.from_fqn = s_from.fqn
LEFT JOIN symbols s_to ON e.to_fqn = s_to.fqn
WHERE s_from.fqn IS NULL OR s_to.fqn IS NULL`;

test('the orphan detection query returns nothing, and finds an orphan that is forced in', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  expect(graph.prepare(orphanedEdges).all()).toEqual([]);
  graph.sqlite.pragma('foreign_keys = off');
  graph.sqlite.exec('insert into edges (id, from_id, to_id, relation) values (77, 3, 999, 1)');
  expect(graph.prepare(orphanedEdges).all()).toEqual([
    { id: 77, from_fqn: 'app#caller', to_fqn: null, relation: 'calls' },
  ]);
  graph.close();
});

const orphansOfEveryTable = `
SELECT 'edge_from' as type, COUNT(*) as count
FROM edges_by_fqn e
LEFT JOIN symbols s ON e.from_fqn = s.fqn
WHERE s.fqn IS NULL
UNION ALL
SELECT 'edge_to', COUNT(*)
FROM edges_by_fqn e
LEFT JOIN symbols s ON e.to_fqn = s.fqn
WHERE s.fqn IS NULL
UNION ALL
SELECT 'entry_point', COUNT(*)
FROM entry_points_by_fqn ep
LEFT JOIN symbols s ON ep.symbol_fqn = s.fqn
WHERE s.fqn IS NULL
UNION ALL
SELECT 'external_dep', COUNT(*)
FROM external_dependencies_by_fqn ed
LEFT JOIN symbols s ON ed.caller_fqn = s.fqn
WHERE s.fqn IS NULL
UNION ALL
SELECT 'summary', COUNT(*)
FROM summaries_by_fqn sum
LEFT JOIN symbols s ON sum.target_fqn = s.fqn
WHERE s.fqn IS NULL
UNION ALL
SELECT 'glossary', COUNT(*)
FROM glossary_by_fqn g
LEFT JOIN symbols s ON g.source_fqn = s.fqn
WHERE s.fqn IS NULL
UNION ALL
SELECT 'constraint', COUNT(*)
FROM constraints_by_fqn c
LEFT JOIN symbols s ON c.source_fqn = s.fqn
WHERE s.fqn IS NULL`;

test('the orphan report over all tables runs as it was written, and says zero for each', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  expect(graph.prepare(orphansOfEveryTable).all()).toEqual(
    [
      'edge_from',
      'edge_to',
      'entry_point',
      'external_dep',
      'summary',
      'glossary',
      'constraint',
    ].map((type) => ({ type, count: 0 })),
  );
  graph.sqlite.pragma('foreign_keys = off');
  graph.sqlite.exec('delete from symbols where id = 2');
  const forced = graph.prepare<[], { type: string; count: number }>(orphansOfEveryTable).all();
  expect(forced.map((row) => row.count)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  graph.close();
});

test('a query by name through the view uses the indexes and scans nothing', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  for (const end of ['from_fqn', 'to_fqn']) {
    const plan = graph
      .prepare<[], { detail: string }>(
        `explain query plan
         select id, from_fqn, to_fqn, relation from edges_by_fqn
         where ${end} = 'app#caller' and relation = 'calls'`,
      )
      .all();
    expect(plan.map((step) => step.detail).join('; ')).not.toContain('SCAN');
  }
  graph.close();
});

test('the cascade of a delete finds its edges by index, whatever the size of the graph', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  for (const [table, key] of everyReference) {
    const plan = graph
      .prepare<[], { detail: string }>(`explain query plan select 1 from ${table} where ${key} = 2`)
      .all();
    expect(plan.map((step) => step.detail).join('; ')).toMatch(/SEARCH .* USING .*INDEX/);
  }
  graph.close();
});

test('soft delete: a deleted symbol leaves the active views and keeps its edges and knowledge', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  graph.sqlite.exec(
    `update symbols set deleted_at = '2026-01-01T00:00:00.000Z' where fqn = 'app#Old.run'`,
  );
  expect(count(graph, 'active_symbols')).toBe(3);
  expect(count(graph, 'active_edges')).toBe(1);
  expect(count(graph, 'edges')).toBe(3);
  expect(count(graph, 'summaries')).toBe(1);
  graph.close();
});

test('idx_symbols_active is there as it was decided, and lists active symbols in order', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  const index = graph
    .prepare<[], { sql: string }>(`select sql from sqlite_schema where name = 'idx_symbols_active'`)
    .get();
  expect(index?.sql.toUpperCase()).toBe(
    'CREATE INDEX IDX_SYMBOLS_ACTIVE ON SYMBOLS (FQN) WHERE DELETED_AT IS NULL',
  );
  graph.close();
});

test('every edge has a moment of creation', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  const rows = graph
    .prepare<[], { created_at: string }>('select created_at from edges_by_fqn')
    .all();
  expect(rows.length).toBe(3);
  for (const { created_at } of rows) expect(created_at).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  graph.close();
});
