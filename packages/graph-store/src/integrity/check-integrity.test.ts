import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { smallGraph } from '../../test/small-graph.ts';
import { listForeignKeys } from '../foreign-keys.ts';
import { checkIntegrity } from './check-integrity.ts';

test('a sound graph has no orphan for any foreign key', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  const now = () => new Date('2026-11-21T10:00:00Z');
  const report = checkIntegrity({ ctx: { graph, now } });
  expect(report).toMatchObject({
    ok: true,
    orphans_total: 0,
    foreign_key_violations: 0,
    file_problems: [],
    quarantined: [],
    broken_references: 0,
    checked_at: '2026-11-21T10:00:00.000Z',
  });
  expect(report.orphans.map(({ type }) => type).sort()).toEqual([
    'anti_pattern_from',
    'anti_pattern_to',
    'constraint',
    'edge_file',
    'edge_from',
    'edge_to',
    'entry_point',
    'entry_point_file',
    'external_dep',
    'external_dep_file',
    'glossary',
    'summary',
    'symbol_file',
    'symbol_parent',
    'unresolved_file',
    'unresolved_from',
  ]);
  graph.close();
});

test('an orphan planted behind any foreign key is found, and counted there only', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  const keys = listForeignKeys(graph);
  expect(keys.length).toBe(16);
  for (const { table, column, references, type } of keys) {
    const row = graph.sqlite
      .prepare(`select id, ${column} as value from ${table} limit 1`)
      .get() as {
      id: number;
      value: number | null;
    };
    const put = (value: number | null) => {
      graph.sqlite.pragma('foreign_keys = off');
      graph.sqlite.prepare(`update ${table} set ${column} = ? where id = ?`).run(value, row.id);
      graph.sqlite.pragma('foreign_keys = on');
    };
    put(999_999);
    const report = checkIntegrity({ ctx: { graph } });
    expect(report, type).toMatchObject({ ok: false, orphans_total: 1, foreign_key_violations: 1 });
    expect(report.orphans.filter(({ count }) => count > 0)).toEqual([
      { type, table, column, references: `${references}.id`, count: 1 },
    ]);
    put(row.value);
  }
  expect(checkIntegrity({ ctx: { graph } }).ok).toBe(true);
  graph.close();
});

test('broken references and quarantined rows are counted, and break nothing', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  graph.sqlite.exec(`
    update symbols set deleted_at = '2026-01-01' where id = 4;
    insert into edges (from_id, to_id, relation, line) values (1, 4, 8, 0);
    insert into orphan_quarantine (table_name, type, row_id, row, reason)
    values ('edges', 'edge_from', 1, '{}', 'missing_reference'),
      ('edges', 'edge_from', 2, '{}', 'missing_reference')`);
  expect(checkIntegrity({ ctx: { graph } })).toMatchObject({
    ok: true,
    quarantined: [{ type: 'edge_from', count: 2 }],
    broken_references: 2,
  });
  graph.close();
});
