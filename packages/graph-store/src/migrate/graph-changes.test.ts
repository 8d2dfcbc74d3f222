import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { count, smallGraph } from '../../test/small-graph.ts';
import type { Graph } from '../open-graph.ts';

interface Change {
  readonly entity: string;
  readonly op: string;
  readonly old: Readonly<Record<string, unknown>> | null;
  readonly new: Readonly<Record<string, unknown>> | null;
}

function changes(graph: Graph): readonly Change[] {
  return graph
    .prepare<[], { entity: string; op: string; old: string | null; new: string | null }>(
      'select entity, op, old, new from graph_changes order by seq',
    )
    .all()
    .map((row) => ({
      ...row,
      old: row.old === null ? null : (JSON.parse(row.old) as Record<string, unknown>),
      new: row.new === null ? null : (JSON.parse(row.new) as Record<string, unknown>),
    }));
}

function record(graph: Graph, revision: number | null = null): void {
  graph
    .prepare<[number | null]>('update change_recording set enabled = 1, revision_id = ?')
    .run(revision);
}

test('nothing is recorded until recording is switched on', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  graph.sqlite.exec('delete from symbols where id = 1');
  expect(count(graph, 'graph_changes')).toBe(0);
  graph.close();
});

test('a cascade is recorded row by row, with the names of what is already gone', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  record(graph, 7);
  graph.sqlite.exec(`delete from symbols where fqn = 'app#Old'`);
  const all = changes(graph);
  expect(all.every((change) => change.op === 'delete' && change.new === null)).toBe(true);
  const of = (entity: string) =>
    all.filter((change) => change.entity === entity).map((change) => change.old);
  expect(of('symbol').map((old) => [old?.fqn, old?.parent])).toEqual([
    ['app#Old', null],
    ['app#Old.run', 'app#Old'],
  ]);
  expect(of('edge').map((old) => [old?.from, old?.relation, old?.to, old?.file])).toEqual(
    expect.arrayContaining([
      ['app#caller', 'calls', 'app#Old.run', 'src/caller.ts'],
      ['app#Old.run', 'calls', 'app#callee', 'src/old.ts'],
    ]),
  );
  expect(of('entry_point')[0]).toMatchObject({ symbol: 'app#Old.run', http_path: '/run' });
  expect(of('external_dependency')[0]).toMatchObject({ caller: 'app#Old.run' });
  expect(of('anti_pattern').length).toBe(2);
  expect(of('summary')[0]).toMatchObject({ target: 'app#Old.run', summary: 'Runs.' });
  expect(of('glossary')[0]).toMatchObject({ source: 'app#Old.run', code_term: 'run' });
  expect(of('constraint')[0]).toMatchObject({ source: 'app#Old.run', name: 'runs once' });
  expect(graph.prepare('select distinct revision_id from graph_changes').all()).toEqual([
    { revision_id: 7 },
  ]);
  graph.close();
});

test('inserts and renames are recorded with both sides', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  record(graph);
  graph.sqlite.exec(`
    insert into symbols (fqn, kind, name, modifiers) values ('app#fresh', 'function', 'fresh', '["async"]');
    update symbols set fqn = 'app#renamed', name = 'renamed' where fqn = 'app#callee';
  `);
  expect(changes(graph)).toMatchObject([
    { entity: 'symbol', op: 'insert', old: null, new: { fqn: 'app#fresh', modifiers: ['async'] } },
    {
      entity: 'symbol',
      op: 'update',
      old: { fqn: 'app#callee', name: 'callee' },
      new: { fqn: 'app#renamed', name: 'renamed' },
    },
  ]);
  graph.close();
});

test('an update that changes nothing of meaning is no change', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  record(graph);
  graph.sqlite.exec(`
    update symbols set name = name, start_line = 99, updated_at = '2030-01-01T00:00:00.000Z';
    update edges set relation = relation;
  `);
  expect(changes(graph)).toEqual([]);
  graph.close();
});

test('a change that is rolled back leaves no trace', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  record(graph);
  expect(() =>
    graph.transaction(() => {
      graph.sqlite.exec('delete from symbols');
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(changes(graph)).toEqual([]);
  graph.close();
});

test('every table that describes the code or what is known of it is recorded', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  const recorded = graph
    .prepare<[], { tbl_name: string; n: number }>(
      `select tbl_name, count(*) as n from sqlite_schema where type = 'trigger' group by tbl_name order by tbl_name`,
    )
    .all();
  expect(recorded).toEqual(
    [
      'anti_patterns',
      'constraints',
      'edges',
      'entry_points',
      'external_dependencies',
      'glossary',
      'summaries',
      'symbols',
    ].map((tbl_name) => ({ tbl_name, n: 3 })),
  );
  graph.close();
});
