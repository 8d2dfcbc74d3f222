import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply as applyFacts, batch, edge, emptyGraph, file, symbol } from '../../test/facts.ts';
import { count, smallGraph } from '../../test/small-graph.ts';
import { lostRows, rowCounts, tableRows } from '../../test/table-rows.ts';
import { listForeignKeys } from '../foreign-keys.ts';
import { GraphError } from '../graph-error.ts';
import type { Graph } from '../open-graph.ts';
import { deleteSymbol } from './delete-symbol.ts';
import { findSymbol } from './find-symbol.ts';
import { previewDeletion } from './preview-deletion.ts';
import { restoreSymbol } from './restore-symbol.ts';

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof GraphError) return error.code;
    throw error;
  }
}

/** Rows of any table that still name the symbol by its id. */
function dependents(graph: Graph, id: number): Readonly<Record<string, number>> {
  return Object.fromEntries(
    listForeignKeys(graph)
      .filter(({ references }) => references === 'symbols')
      .map(({ table, column }) => [
        `${table}.${column}`,
        graph.sqlite
          .prepare<[number], { n: number }>(
            `select count(*) as n from ${table} where ${column} = ?`,
          )
          .get(id)?.n ?? 0,
      ]),
  );
}

test('deleting a symbol removes every dependent row in every table', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  graph.sqlite.exec(`insert into symbols (fqn, kind, name, file_id, parent_id)
    values ('app#Old.run.inner', 'function', 'inner', 1, 2)`);
  const had = dependents(graph, 2);
  expect(Object.values(had).every((rows) => rows > 0)).toBe(true);
  const before = rowCounts(graph);

  const result = deleteSymbol({ ctx: { graph }, input: { fqn: 'app#Old.run', mode: 'hard' } });

  expect(new Set(Object.values(dependents(graph, 2)))).toEqual(new Set([0]));
  expect(result.rows).toEqual(lostRows(before, rowCounts(graph)));
  expect(result).toEqual({
    fqn: 'app#Old.run',
    mode: 'hard',
    total: 12,
    rows: {
      symbols: 2,
      edges: 2,
      entry_points: 1,
      external_dependencies: 1,
      anti_patterns: 2,
      summaries: 1,
      glossary: 1,
      constraints: 1,
      unresolved_references: 1,
    },
  });
  expect(findSymbol(graph, 'app#Old')?.fqn).toBe('app#Old');
  graph.close();
});

test('a rename as delete and insert leaves no trace of the old name', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  graph.transaction(() => {
    deleteSymbol({ ctx: { graph }, input: { fqn: 'app#Old', mode: 'hard' } });
    graph.sqlite.exec(`
      insert into symbols (id, fqn, kind, name, file_id) values (10, 'app#New', 'class', 'New', 1);
      insert into symbols (id, fqn, kind, name, file_id, parent_id)
      values (11, 'app#New.run', 'method', 'run', 1, 10);
      insert into edges (from_id, to_id, relation, line, file_id) values (3, 11, 1, 5, 2);`);
  });
  expect(graph.sqlite.pragma('foreign_key_check')).toEqual([]);
  expect(
    graph.sqlite.prepare('select from_fqn, to_fqn from edges_by_fqn order by id').all(),
  ).toEqual(expect.arrayContaining([{ from_fqn: 'app#caller', to_fqn: 'app#New.run' }]));
  expect(graph.sqlite.prepare(`select fqn from symbols where fqn like 'app#Old%'`).all()).toEqual(
    [],
  );
  graph.close();
});

test('a foreign key is violated by each reference to a row that does not exist', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  const keys = listForeignKeys(graph);
  expect(keys.length).toBe(16);
  for (const { table, column } of keys) {
    const before = tableRows(graph);
    const write = () => graph.sqlite.exec(`update ${table} set ${column} = 999999`);
    expect(write, `${table}.${column}`).toThrow('FOREIGN KEY constraint failed');
    expect(tableRows(graph)).toEqual(before);
  }
  const inserts: Readonly<Record<string, string>> = {
    'edges.from_id': 'insert into edges (from_id, to_id, relation) values (999999, 1, 1)',
    'edges.to_id': 'insert into edges (from_id, to_id, relation) values (1, 999999, 1)',
    'edges.file_id':
      'insert into edges (from_id, to_id, relation, file_id) values (1, 3, 1, 999999)',
    'entry_points.symbol_id':
      "insert into entry_points (symbol_id, entry_type) values (999999, 'cli')",
    'entry_points.file_id':
      "insert into entry_points (symbol_id, entry_type, file_id) values (1, 'cli', 999999)",
    'external_dependencies.file_id':
      "insert into external_dependencies (caller_id, dependency_type, file_id) values (1, 'http', 999999)",
    'external_dependencies.caller_id':
      "insert into external_dependencies (caller_id, dependency_type) values (999999, 'http')",
    'anti_patterns.from_id': "insert into anti_patterns (rule, from_id) values ('r', 999999)",
    'anti_patterns.to_id':
      "insert into anti_patterns (rule, from_id, to_id) values ('r', 1, 999999)",
    'summaries.target_id': "insert into summaries (target_id, summary) values (999999, 's')",
    'glossary.source_id': "insert into glossary (code_term, source_id) values ('t', 999999)",
    'constraints.source_id': "insert into constraints (name, source_id) values ('c', 999999)",
    'symbols.file_id':
      "insert into symbols (fqn, kind, name, file_id) values ('x', 'class', 'x', 999999)",
    'symbols.parent_id':
      "insert into symbols (fqn, kind, name, parent_id) values ('x', 'class', 'x', 999999)",
    'unresolved_references.from_id':
      "insert into unresolved_references (from_id, name, reason) values (999999, 'n', 'ambiguous')",
    'unresolved_references.file_id':
      "insert into unresolved_references (from_id, file_id, name, reason) values (1, 999999, 'n', 'ambiguous')",
  };
  expect(Object.keys(inserts).sort()).toEqual(
    keys.map(({ table, column }) => `${table}.${column}`).sort(),
  );
  for (const [key, sql] of Object.entries(inserts)) {
    expect(() => graph.sqlite.exec(sql), key).toThrow('FOREIGN KEY constraint failed');
  }
  graph.close();
});

test('a file that goes takes its row, its symbols and its edges with it', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  applyFacts(
    graph,
    batch([
      file('a.ts', [symbol('app/a.ts#a')], [edge('app/a.ts#a', 'app/b.ts#b')]),
      file('b.ts', [symbol('app/b.ts#b')]),
    ]),
  );
  const result = deleteSymbol({ ctx: { graph }, input: { fqn: 'app/a.ts', mode: 'hard' } });
  expect(result.rows).toEqual({ symbols: 2, files: 1, edges: 1 });
  expect(rowCounts(graph)).toMatchObject({ files: 1, symbols: 2, edges: 0 });
  graph.close();
});

test('a soft deletion marks the symbol and what it contains, and removes no row', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  const before = rowCounts(graph);
  const ctx = { graph, now: () => new Date('2026-11-21T10:00:00Z') };
  const result = deleteSymbol({ ctx, input: { fqn: 'app#Old', mode: 'soft' } });
  expect(result).toEqual({ fqn: 'app#Old', mode: 'soft', rows: { symbols: 2 }, total: 2 });
  expect(rowCounts(graph)).toEqual(before);
  expect(graph.sqlite.prepare('select fqn from active_symbols order by fqn').pluck().all()).toEqual(
    ['app#callee', 'app#caller'],
  );
  expect(count(graph, 'active_edges')).toBe(1);
  graph.close();
});

test('a soft-deleted symbol is not there to be soft-deleted again, but can go for good', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  const input = { fqn: 'app#Old' } as const;
  deleteSymbol({ ctx: { graph }, input: { ...input, mode: 'soft' } });
  expect(codeOf(() => deleteSymbol({ ctx: { graph }, input: { ...input, mode: 'soft' } }))).toBe(
    'symbol_not_found',
  );
  const preview = previewDeletion({ ctx: { graph }, input });
  const result = deleteSymbol({ ctx: { graph }, input: { ...input, mode: 'hard' } });
  expect(result.rows).toEqual(preview.rows);
  expect(codeOf(() => restoreSymbol({ ctx: { graph }, input }))).toBe('symbol_not_found');
  graph.close();
});

test('an unknown symbol is refused with close names, and nothing changes', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  const before = tableRows(graph);
  for (const mode of ['soft', 'hard'] as const) {
    expect(() => deleteSymbol({ ctx: { graph }, input: { fqn: 'app#calle', mode } })).toThrow(
      'app#callee',
    );
  }
  expect(tableRows(graph)).toEqual(before);
  graph.close();
});
