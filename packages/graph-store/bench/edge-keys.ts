import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { migrateGraph } from '@clew/graph-store';
import Database from 'better-sqlite3';

/**
 * The same 100,000 symbols and 1,000,000 edges with text keys and with integer keys: how long they
 * take to load row by row, how large they are, and what it costs to delete a symbol that 1,000
 * edges point at. Foreign keys cascade and are indexed in both.
 */
const symbolCount = 100_000;
const edgeCount = 1_000_000;
const hubEdges = 1_000;

const textKeys = `
  create table symbols (id integer primary key, fqn text not null unique, kind text not null, name text not null);
  create table edges (
    id integer primary key,
    from_fqn text not null references symbols (fqn) on update cascade on delete cascade,
    to_fqn text not null references symbols (fqn) on update cascade on delete cascade,
    relation text not null check (relation in ('calls', 'references', 'inherits', 'implements')),
    line integer not null default 0,
    metadata text
  );
  create unique index idx_edges_from on edges (from_fqn, relation, to_fqn, line);
  create index idx_edges_to on edges (to_fqn, relation, from_fqn);
`;

interface Variant {
  readonly name: string;
  readonly open: (path: string) => Database.Database;
  readonly insertSymbol: string;
  readonly insertEdge: string;
  readonly key: (index: number) => string | number;
  readonly relation: (index: number) => string | number;
  readonly deleteSymbol: string;
  /** Indexes that are dropped while the edges are loaded and built afterwards, as `applyFacts` may. */
  readonly builtAfterwards?: readonly string[];
}

const names = ['calls', 'references', 'inherits', 'implements'] as const;
const fqn = (index: number) =>
  `@scope/package-${index % 40}/src/module-${index % 500}/file.ts#Class${index}.method`;

const integerKeys: Variant = {
  name: 'integer keys',
  open: (path) => {
    migrateGraph({ path });
    return new Database(path);
  },
  insertSymbol: `insert into symbols (id, fqn, kind, name) values (?, ?, 'method', 'method')`,
  insertEdge: 'insert into edges (from_id, to_id, relation, line) values (?, ?, ?, ?)',
  key: (index) => index,
  relation: (index) => (index % names.length) + 1,
  deleteSymbol: 'delete from symbols where id = ?',
};

const variants: readonly Variant[] = [
  {
    name: 'text keys',
    open: (path) => {
      const db = new Database(path);
      db.pragma('journal_mode = wal');
      db.exec(textKeys);
      return db;
    },
    insertSymbol: `insert into symbols (id, fqn, kind, name) values (?, ?, 'method', 'method')`,
    insertEdge: 'insert into edges (from_fqn, to_fqn, relation, line) values (?, ?, ?, ?)',
    key: fqn,
    relation: (index) => names[index % names.length] ?? '',
    deleteSymbol: 'delete from symbols where fqn = ?',
  },
  integerKeys,
  {
    ...integerKeys,
    name: 'integer keys, two indexes afterwards',
    builtAfterwards: ['idx_edges_to', 'idx_edges_file'],
  },
];

function measure(variant: Variant, path: string) {
  const db = variant.open(path);
  db.pragma('foreign_keys = on');
  db.pragma('synchronous = normal');
  db.pragma('cache_size = -65536');
  const insertSymbol = db.prepare(variant.insertSymbol);
  const insertEdge = db.prepare(variant.insertEdge);
  db.transaction(() => {
    for (let index = 1; index <= symbolCount; index++) insertSymbol.run(index, fqn(index));
  })();
  const hub = variant.key(symbolCount);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const rebuild = (variant.builtAfterwards ?? []).map(
    (name) =>
      db
        .prepare<[string], { sql: string }>('select sql from sqlite_schema where name = ?')
        .get(name)?.sql ?? '',
  );
  db.transaction(() => {
    for (const name of variant.builtAfterwards ?? []) db.exec(`drop index ${name}`);
    let random = 12_345;
    for (let index = 0; index < edgeCount; index++) {
      random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
      const from = 1 + Math.floor(index / 10);
      // The line tells edges apart that the dice make equal.
      const to =
        index < hubEdges
          ? hub
          : variant.key(1 + Math.floor((random / 2 ** 32) * (symbolCount - 1)));
      insertEdge.run(variant.key(from), to, variant.relation(random >>> 8), (index % 10) + 1);
    }
    for (const sql of rebuild) db.exec(sql);
  })();
  const load = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  db.pragma('wal_checkpoint(truncate)');
  const bytes = edgeBytes(db);
  const remove = db.prepare(variant.deleteSymbol);
  const deleteStart = performance.now();
  remove.run(hub);
  const deletion = performance.now() - deleteStart;
  db.close();
  return {
    variant: variant.name,
    'load (s)': Number((load / 1_000).toFixed(2)),
    'of it CPU (s)': Number(((user + system) / 1e6).toFixed(2)),
    'bytes per edge': Number((bytes / edgeCount).toFixed(1)),
    'file (MB)': Number((statSync(path).size / 1e6).toFixed(0)),
    'delete of 1,000 edges (ms)': Number(deletion.toFixed(1)),
  };
}

/** The table of the edges and all of its indexes. */
function edgeBytes(db: Database.Database): number {
  return (
    db
      .prepare<[], { bytes: number }>(
        `select sum(pgsize) as bytes from dbstat
         where name in (select name from sqlite_schema where tbl_name = 'edges') and aggregate = true`,
      )
      .get()?.bytes ?? 0
  );
}

const folder = mkdtempSync(join(tmpdir(), 'clew-bench-'));
try {
  console.table(variants.map((variant, index) => measure(variant, join(folder, `${index}.db`))));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
