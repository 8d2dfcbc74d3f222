import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { adoptGraph, planGraphMigration, verifyGraph } from '@clew/graph-store';
import Database from 'better-sqlite3';
import { plantBaseline, spreadOrphans } from '../test/planted-baseline.ts';

/**
 * Adopts a database of the older system at full size: 100,000 symbols, 1,000,000 valid edges and
 * 5,000 orphans of all kinds. Compares every count with what was planted, and fails on a difference.
 */
const folder = mkdtempSync(join(tmpdir(), 'clew-bench-'));
try {
  const source = join(folder, 'older.db');
  const target = join(folder, 'graph.db');
  const planted = timed('plant', () =>
    plantBaseline(source, {
      symbols: 100_000,
      edges: 1_000_000,
      knowledge: 2_000,
      orphans: spreadOrphans(5_000),
      edgesWithoutEnds: 100,
    }),
  );
  const plan = timed('preview', () => planGraphMigration(source));
  const adoption = timed('adopt', () => adoptGraph({ source, target }));
  const verification = timed('verify', () => verifyGraph(target));

  const counted = Object.fromEntries(
    adoption.quarantined
      .filter((tally) => tally.reason === 'missing_reference')
      .map((tally) => [tally.type, tally.count]),
  );
  const kept = Object.fromEntries(adoption.tables.map((each) => [each.table, each.rows_after]));
  console.table(
    Object.entries(planted.orphans).map(([type, count]) => ({
      'foreign key': type,
      planted: count,
      'quarantine says': counted[type] ?? 0,
    })),
  );
  console.table(
    Object.entries(planted.valid).map(([table, count]) => ({
      table,
      'valid rows planted': count,
      'rows kept': kept[table] ?? 0,
    })),
  );
  const edgeBytes = bytesOfEdges(target);
  console.log(`source ${megabytes(source)} MB, graph ${megabytes(target)} MB`);
  console.log(`bytes per edge, all indexes included: ${(edgeBytes / 1_000_000).toFixed(1)}`);

  const same =
    Object.entries(planted.orphans).every(([type, count]) => counted[type] === count) &&
    Object.entries(planted.valid).every(([table, count]) => kept[table] === count) &&
    JSON.stringify(plan.quarantined) === JSON.stringify(adoption.quarantined) &&
    adoption.quarantined.every((tally) => tally.reason === 'missing_reference');
  if (!same || !verification.ok) {
    console.error('FAILED: counts differ from what was planted', adoption, verification);
    process.exitCode = 1;
  } else {
    console.log('every count is the planted one; preview and adoption agree; the graph verifies');
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function timed<T>(what: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(2)} s`);
  return result;
}

function megabytes(path: string): string {
  return (statSync(path).size / 1e6).toFixed(1);
}

function bytesOfEdges(path: string): number {
  const db = new Database(path);
  try {
    const row = db
      .prepare<[], { bytes: number }>(
        `select sum(pgsize) as bytes from dbstat
         where name in (select name from sqlite_schema where tbl_name = 'edges') and aggregate = true`,
      )
      .get();
    return row?.bytes ?? 0;
  } finally {
    db.close();
  }
}
