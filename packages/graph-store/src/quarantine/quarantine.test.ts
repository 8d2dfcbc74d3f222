import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { fqn, plantBaseline, spreadOrphans } from '../../test/planted-baseline.ts';
import { count } from '../../test/small-graph.ts';
import { graphTables, tableRows } from '../../test/table-rows.ts';
import { GraphError } from '../graph-error.ts';
import { checkIntegrity } from '../integrity/check-integrity.ts';
import { adoptGraph } from '../migrate/adopt-graph.ts';
import { listMigrations } from '../migrate/migration-list.ts';
import { type Graph, openGraph } from '../open-graph.ts';
import { deleteSymbol } from '../symbols/delete-symbol.ts';
import { getSymbol } from '../symbols/get-symbol.ts';
import { discardQuarantined } from './discard-quarantined.ts';
import { listQuarantine } from './list-quarantine.ts';
import { restoreQuarantined } from './restore-quarantined.ts';

const gone = (index: number) => `com.example.gone.Class${index}`;

/** A graph with orphans of every kind in quarantine, two edges among them without both ends. */
async function adopted() {
  const folder = await tempDir();
  const [source, target] = [join(folder.path, 'older.db'), join(folder.path, 'graph.db')];
  plantBaseline(source, {
    symbols: 40,
    edges: 60,
    knowledge: 5,
    orphans: spreadOrphans(36),
    edgesWithoutEnds: 2,
  });
  adoptGraph({ source, target });
  return { graph: openGraph(target), folder };
}

/** A graph made from rows of the older system. */
async function older(rows: string) {
  const folder = await tempDir();
  const [source, target] = [join(folder.path, 'older.db'), join(folder.path, 'graph.db')];
  const db = new Database(source);
  db.pragma('foreign_keys = off');
  db.exec(listMigrations()[0]?.sql ?? '');
  db.exec(rows);
  db.close();
  adoptGraph({ source, target });
  return { graph: openGraph(target), folder };
}

function define(graph: Graph, ...names: readonly string[]): void {
  const insert = graph.sqlite.prepare(
    "insert into symbols (fqn, kind, name) values (?, 'class', 'Back')",
  );
  for (const name of names) insert.run(name);
}

function entries(graph: Graph) {
  return listQuarantine({ ctx: { graph }, input: { limit: 500 } }).items;
}

function entryOf(graph: Graph, type: string) {
  const entry = entries(graph).find((each) => each.type === type);
  if (entry === undefined) throw new Error(`no ${type} is in quarantine`);
  return entry;
}

const restore = (graph: Graph, id: number) => restoreQuarantined({ ctx: { graph }, input: { id } });

function refusal(work: () => unknown): GraphError {
  try {
    work();
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

function everything(graph: Graph) {
  return {
    ...tableRows(graph),
    quarantine: graph.sqlite.prepare('select * from orphan_quarantine order by id').all(),
  };
}

test('pages of the quarantine hold every entry once, the latest first, with the row as it was', async () => {
  const { graph, folder } = await adopted();
  await using _ = folder;
  const all = entries(graph);
  const paged: number[] = [];
  let cursor: string | undefined;
  do {
    const page = listQuarantine({ ctx: { graph }, input: { limit: 7, cursor } });
    expect(page.total).toBe(36);
    paged.push(...page.items.map(({ id }) => id));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  expect(paged).toEqual(all.map(({ id }) => id));
  expect(paged).toEqual(Array.from({ length: 36 }, (_each, index) => 36 - index));
  expect(entryOf(graph, 'edge_from')).toMatchObject({
    table: 'edges',
    reason: 'missing_reference',
    row: { from_fqn: expect.stringContaining('com.example.gone'), relation: 'calls' },
    obstacle: expect.stringContaining('The graph has no symbol "com.example.gone.Class'),
  });
  const strange = refusal(() =>
    listQuarantine({ ctx: { graph }, input: { cursor: 'bm9uc2Vuc2U' } }),
  );
  expect(strange.code).toBe('cursor_invalid');
  graph.close();
});

test('an empty quarantine is an empty page', async () => {
  const { graph, folder } = await older('');
  await using _ = folder;
  expect(listQuarantine({ ctx: { graph }, input: {} })).toEqual({
    items: [],
    total: 0,
    next_cursor: null,
  });
  graph.close();
});

test('once what they point at is there again, rows of every kind come back and nothing dangles', async () => {
  const { graph, folder } = await adopted();
  await using _ = folder;
  const before = Object.fromEntries(graphTables.map((table) => [table, count(graph, table)]));
  const names = [0, 1, 2, 3, 4, 5].map(gone);
  define(graph, ...names);
  const wanted: Record<string, number> = {};
  for (const { id, obstacle } of entries(graph)) {
    // An edge without ends has two entries, and the second left with the first.
    if (!entries(graph).some((each) => each.id === id)) continue;
    const known = entries(graph).find((each) => each.id === id)?.obstacle ?? obstacle;
    if (known !== null) {
      expect(known).toContain('says the same already');
      continue;
    }
    const { table } = restore(graph, id);
    wanted[table] = (wanted[table] ?? 0) + 1;
  }
  const after = Object.fromEntries(graphTables.map((table) => [table, count(graph, table)]));
  const came = Object.fromEntries(
    Object.entries(after)
      .map(([table, n]) => [table, n - (before[table] ?? 0) - (table === 'symbols' ? 6 : 0)])
      .filter(([, n]) => n !== 0),
  );
  expect(came).toEqual(wanted);
  expect(Object.keys(came).toSorted()).toEqual([
    'anti_patterns',
    'constraints',
    'edges',
    'entry_points',
    'external_dependencies',
    'glossary',
    'summaries',
  ]);
  expect(checkIntegrity({ ctx: { graph } })).toMatchObject({
    ok: true,
    orphans_total: 0,
    foreign_key_violations: 0,
  });
  graph.close();
});

test('an edge comes back with its line, relation and file, and takes both of its entries along', async () => {
  const { graph, folder } = await older(`
    insert into symbols (fqn, kind, name, file_path) values ('app.A', 'class', 'A', 'A.java');
    insert into edges (from_fqn, to_fqn, relation, metadata)
    values ('app.B', 'app.C', 'extends', '{"line":12}'), ('app.A', 'app.C', 'reads', null)`);
  await using _ = folder;
  const [entry] = entries(graph).filter(({ row_id }) => row_id === 1);
  define(graph, 'app.B');
  const refused = refusal(() => restore(graph, entry?.id ?? 0));
  expect(refused).toMatchObject({ code: 'quarantine_not_restorable', problem: 'conflict' });
  expect(refused.message).toContain('"app.C"');
  define(graph, 'app.C');
  expect(restore(graph, entry?.id ?? 0)).toMatchObject({ table: 'edges', entries: 2 });
  restore(graph, entryOf(graph, 'edge_to').id);
  expect(entries(graph)).toEqual([]);
  expect(
    graph.sqlite
      .prepare(
        'select from_fqn, to_fqn, relation, line, file, resolution, metadata from edges_by_fqn',
      )
      .all(),
  ).toEqual([
    {
      from_fqn: 'app.B',
      to_fqn: 'app.C',
      relation: 'inherits',
      line: 12,
      file: null,
      resolution: 'heuristic',
      metadata: '{"line":12}',
    },
    {
      from_fqn: 'app.A',
      to_fqn: 'app.C',
      relation: 'references',
      line: 0,
      file: 'A.java',
      resolution: 'heuristic',
      metadata: '{"relation":"reads"}',
    },
  ]);
  graph.close();
});

test.each([
  ['is not there', [], 'The graph has no symbol "com.example.gone.Class0"'],
  [
    'is deleted',
    [
      `insert into symbols (fqn, kind, name, deleted_at) values ('${gone(0)}', 'class', 'X', '2026-03-02T00:00:00.000Z')`,
    ],
    'is deleted. Restore it first.',
  ],
  [
    'is only spoken of',
    [
      `insert into symbols (fqn, kind, name, origin) values ('${gone(0)}', 'unknown', 'X', 'unresolved')`,
    ],
    'Nobody defines "com.example.gone.Class0"',
  ],
])('while the symbol %s, the row stays and nothing changes', async (_name, statements, reason) => {
  const { graph, folder } = await adopted();
  await using _ = folder;
  for (const statement of statements) graph.sqlite.exec(statement);
  const summary = entries(graph).find(
    ({ type, row }) => type === 'summary' && JSON.stringify(row).includes(`"${gone(0)}"`),
  );
  const before = everything(graph);
  const refused = refusal(() => restore(graph, summary?.id ?? 0));
  expect(refused.code).toBe('quarantine_not_restorable');
  expect(refused.message).toContain(reason);
  expect(summary?.obstacle).toContain(reason);
  expect(everything(graph)).toEqual(before);
  graph.close();
});

test('a double comes back only when its twin is gone', async () => {
  const { graph, folder } = await older(`
    insert into symbols (fqn, kind, name) values ('app.A', 'class', 'A'), ('app.B', 'class', 'B');
    insert into edges (from_fqn, to_fqn, relation) values ('app.A', 'app.B', 'calls'), ('app.A', 'app.B', 'calls')`);
  await using _ = folder;
  const { id, obstacle } = entryOf(graph, 'edge_duplicate');
  expect(obstacle).toContain('says the same already');
  expect(refusal(() => restore(graph, id)).code).toBe('quarantine_not_restorable');
  graph.sqlite.exec('delete from edges');
  expect(restore(graph, id).table).toBe('edges');
  expect(count(graph, 'edges')).toBe(1);
  graph.close();
});

test('a symbol that was kept without its parent gets it back, unless that would go in a circle', async () => {
  const { graph, folder } = await older(`
    insert into symbols (fqn, kind, name, parent_fqn)
    values ('app.A.run', 'method', 'run', 'app.A'), ('app.B', 'class', 'B', 'app.B.inner')`);
  await using _ = folder;
  define(graph, 'app.A');
  graph.sqlite.exec(`
    insert into symbols (fqn, kind, name, parent_id)
    select 'app.B.inner', 'class', 'inner', id from symbols where fqn = 'app.B'`);
  const [circle, run] = entries(graph);
  expect(circle?.obstacle).toContain('is inside "app.B" now');
  expect(restore(graph, run?.id ?? 0)).toMatchObject({ table: 'symbols', entries: 1 });
  expect(getSymbol({ ctx: { graph }, input: { fqn: 'app.A.run' } }).parent).toBe('app.A');
  expect(entries(graph).map(({ id }) => id)).toEqual([circle?.id]);
  graph.close();
});

test('a value that the schema has no word for is never put back', async () => {
  const { graph, folder } = await older(`
    insert into symbols (fqn, kind, name) values ('app.A', 'wormhole', 'A')`);
  await using _ = folder;
  const { id } = entryOf(graph, 'symbol_kind');
  expect(refusal(() => restore(graph, id)).code).toBe('quarantine_not_restorable');
  expect(count(graph, 'orphan_quarantine')).toBe(1);
  graph.close();
});

test('a row that is discarded is gone with all its entries, and the graph is as it was', async () => {
  const { graph, folder } = await adopted();
  await using _ = folder;
  const before = tableRows(graph);
  const both = entries(graph).filter(
    ({ table, row_id }, _index, all) =>
      all.filter((each) => each.table === table && each.row_id === row_id).length === 2,
  );
  const [first] = both;
  const discarded = discardQuarantined({ ctx: { graph }, input: { id: first?.id ?? 0 } });
  expect(discarded).toEqual({ table: 'edges', row: first?.row, entries: 2 });
  expect(count(graph, 'orphan_quarantine')).toBe(34);
  expect(tableRows(graph)).toEqual(before);
  const again = refusal(() =>
    discardQuarantined({ ctx: { graph }, input: { id: first?.id ?? 0 } }),
  );
  expect(again).toMatchObject({ code: 'quarantine_not_found', problem: 'not_found' });
  expect(refusal(() => restore(graph, first?.id ?? 0)).code).toBe('quarantine_not_found');
  graph.close();
});

test('what came back goes again with the symbol that it points at', async () => {
  const { graph, folder } = await adopted();
  await using _ = folder;
  define(graph, gone(0));
  const entry = entries(graph).find(
    ({ type, obstacle }) => type === 'constraint' && obstacle === null,
  );
  const { row_id } = restore(graph, entry?.id ?? 0);
  const there = graph.sqlite.prepare('select count(*) from constraints where id = ?').pluck();
  expect(there.get(row_id)).toBe(1);
  deleteSymbol({ ctx: { graph }, input: { fqn: gone(0), mode: 'hard' } });
  expect(there.get(row_id)).toBe(0);
  expect(getSymbol({ ctx: { graph }, input: { fqn: fqn(0) } }).name).toBe('name0');
  expect(checkIntegrity({ ctx: { graph } }).ok).toBe(true);
  graph.close();
});
