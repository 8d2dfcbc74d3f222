import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adoptGraph } from './adopt-graph.ts';
import { listMigrations } from './migration-list.ts';

/** A reference: one of the symbols, one of those that do not exist, or (where it may) none. */
const symbol = fc.nat({ max: 7 }).map((index) => `app.S${index}`);
const reference = fc.nat({ max: 11 }).map((index) => `app.S${index}`);
const optional = fc.option(reference, { nil: null });

const database = fc.record({
  symbols: fc.uniqueArray(symbol, { maxLength: 8 }),
  edges: fc.array(
    fc.record({
      from: reference,
      to: reference,
      relation: fc.constantFrom('calls', 'inherits', 'member_of', 'reads'),
      line: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
    }),
    { maxLength: 30 },
  ),
  entryPoints: fc.array(reference, { maxLength: 6 }),
  dependencies: fc.array(reference, { maxLength: 6 }),
  antiPatterns: fc.array(fc.tuple(reference, optional), { maxLength: 6 }),
  summaries: fc.array(reference, { maxLength: 6 }),
  glossary: fc.array(optional, { maxLength: 6 }),
  constraints: fc.array(optional, { maxLength: 6 }),
});
type Rows = typeof database extends fc.Arbitrary<infer T> ? T : never;

function write(path: string, rows: Rows): void {
  const db = new Database(path);
  db.pragma('foreign_keys = off');
  db.exec(listMigrations()[0]?.sql ?? '');
  const insert = (sql: string, values: readonly (readonly unknown[])[]) => {
    const statement = db.prepare(sql);
    for (const value of values) statement.run(...value);
  };
  insert(
    `insert into symbols (fqn, kind, name) values (?, 'class', 'S')`,
    rows.symbols.map((fqn) => [fqn]),
  );
  insert(
    'insert into edges (from_fqn, to_fqn, relation, metadata) values (?, ?, ?, ?)',
    rows.edges.map((edge) => [
      edge.from,
      edge.to,
      edge.relation,
      edge.line === null ? null : JSON.stringify({ line: edge.line }),
    ]),
  );
  insert(
    `insert into entry_points (symbol_fqn, entry_type) values (?, 'http_api')`,
    rows.entryPoints.map((fqn) => [fqn]),
  );
  insert(
    `insert into external_dependencies (caller_fqn, dependency_type) values (?, 'mq')`,
    rows.dependencies.map((fqn) => [fqn]),
  );
  insert(
    `insert into anti_patterns (rule_id, from_fqn, to_fqn) values ('r', ?, ?)`,
    rows.antiPatterns,
  );
  insert(
    `insert into summaries (target_fqn, summary) values (?, 's')`,
    rows.summaries.map((fqn) => [fqn]),
  );
  insert(
    `insert into glossary (code_term, source_fqn) values ('t', ?)`,
    rows.glossary.map((fqn) => [fqn]),
  );
  insert(
    `insert into constraints (name, source_fqn) values ('c', ?)`,
    rows.constraints.map((fqn) => [fqn]),
  );
  db.close();
}

/** What must come out, worked out from the rows and not from SQL. */
function expected(rows: Rows) {
  const known = new Set(rows.symbols);
  const dangles = (fqn: string | null): boolean => fqn !== null && !known.has(fqn);
  const edges = rows.edges.filter((edge) => !dangles(edge.from) && !dangles(edge.to));
  const distinct = new Set(
    edges.map((edge) => {
      const [from, to] =
        edge.relation === 'member_of' ? [edge.to, edge.from] : [edge.from, edge.to];
      return JSON.stringify([from, to, edge.relation, edge.line ?? 0]);
    }),
  );
  const orphans = {
    edge_from: rows.edges.filter((edge) => dangles(edge.from)).length,
    edge_to: rows.edges.filter((edge) => dangles(edge.to)).length,
    entry_point: rows.entryPoints.filter(dangles).length,
    external_dep: rows.dependencies.filter(dangles).length,
    anti_pattern_from: rows.antiPatterns.filter(([from]) => dangles(from)).length,
    anti_pattern_to: rows.antiPatterns.filter(([, to]) => dangles(to)).length,
    summary: rows.summaries.filter(dangles).length,
    glossary: rows.glossary.filter(dangles).length,
    constraint: rows.constraints.filter(dangles).length,
    edge_duplicate: edges.length - distinct.size,
  };
  const kept = {
    symbols: rows.symbols.length,
    edges: distinct.size,
    entry_points: rows.entryPoints.length - orphans.entry_point,
    external_dependencies: rows.dependencies.length - orphans.external_dep,
    anti_patterns: rows.antiPatterns.filter(([from, to]) => !dangles(from) && !dangles(to)).length,
    summaries: rows.summaries.length - orphans.summary,
    glossary: rows.glossary.length - orphans.glossary,
    constraints: rows.constraints.length - orphans.constraint,
  };
  return {
    kept,
    orphans: Object.fromEntries(Object.entries(orphans).filter(([, count]) => count > 0)),
  };
}

test('whatever rows there are: all orphans are quarantined and counted, all valid rows kept', async () => {
  await using folder = await tempDir();
  let run = 0;
  fc.assert(
    fc.property(database, (rows) => {
      run++;
      const source = join(folder.path, `older-${run}.db`);
      const target = join(folder.path, `graph-${run}.db`);
      write(source, rows);
      const adoption = adoptGraph({ source, target });
      const quarantined = Object.fromEntries(
        adoption.quarantined.map((tally) => [tally.type, tally.count]),
      );
      const kept = Object.fromEntries(adoption.tables.map((each) => [each.table, each.rows_after]));
      const wanted = expected(rows);
      expect(quarantined).toEqual(wanted.orphans);
      expect(kept).toEqual(wanted.kept);
    }),
    { numRuns: 60 },
  );
});
