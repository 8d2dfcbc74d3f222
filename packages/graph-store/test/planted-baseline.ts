import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';

const baselineSql = readFileSync(new URL('../drizzle/0000_baseline.sql', import.meta.url), 'utf8');

/** The foreign keys of the older system by their names in the orphan report. */
export const orphanTypes = [
  'edge_from',
  'edge_to',
  'entry_point',
  'external_dep',
  'summary',
  'glossary',
  'constraint',
  'anti_pattern_from',
  'anti_pattern_to',
] as const;
export type OrphanType = (typeof orphanTypes)[number];

export type BaselineTable =
  | 'symbols'
  | 'edges'
  | 'entry_points'
  | 'external_dependencies'
  | 'anti_patterns'
  | 'summaries'
  | 'glossary'
  | 'constraints';

export interface Planting {
  readonly symbols: number;
  readonly edges: number;
  /** Valid rows of each of the other tables. */
  readonly knowledge: number;
  readonly orphans: Readonly<Record<OrphanType, number>>;
  /** Edges whose both ends are missing; each counts for `edge_from` and for `edge_to`. */
  readonly edgesWithoutEnds: number;
}

export interface Planted {
  /** Rows that must be there after the migration, per table. */
  readonly valid: Readonly<Record<BaselineTable, number>>;
  /** What the orphan report must say. */
  readonly orphans: Readonly<Record<OrphanType, number>>;
}

/** Orphans of every kind, `total` in all. */
export function spreadOrphans(total: number): Readonly<Record<OrphanType, number>> {
  const share = Math.floor(total / orphanTypes.length);
  const rest = total - share * orphanTypes.length;
  return Object.fromEntries(
    orphanTypes.map((type, index) => [type, share + (index === 0 ? rest : 0)]),
  ) as Record<OrphanType, number>;
}

/** Makes a database with the older system's schema, as it was, and rows that the caller can count. */
export function plantBaseline(path: string, planting: Planting): Planted {
  const { symbols, edges, knowledge, orphans, edgesWithoutEnds } = planting;
  const db = new Database(path);
  db.pragma('foreign_keys = off');
  db.pragma('synchronous = off');
  db.exec('begin');
  db.exec(baselineSql);
  plantSymbols(db, symbols);
  const edge = db.prepare(
    'insert into edges (from_fqn, to_fqn, relation, metadata) values (?, ?, ?, ?)',
  );
  const gone = (index: number) => `com.example.gone.Class${index}`;
  for (let index = 0; index < edges; index++) {
    const from = Math.floor((index * symbols) / edges);
    // A step that shares no factor with the line keeps (from, to, relation, line) unique.
    const to = (from + 1 + (index % symbols) * 7) % symbols;
    const metadata =
      index % 4 === 0 ? `{"kind":"invokevirtual","line":${(index % 500) + 1}}` : null;
    edge.run(fqn(from), fqn(to), relations[index % relations.length], metadata);
  }
  for (let index = 0; index < orphans.edge_from - edgesWithoutEnds; index++) {
    edge.run(gone(index), fqn(index % symbols), 'calls', null);
  }
  for (let index = 0; index < orphans.edge_to - edgesWithoutEnds; index++) {
    edge.run(fqn(index % symbols), gone(index), 'calls', null);
  }
  for (let index = 0; index < edgesWithoutEnds; index++) {
    edge.run(gone(index), gone(index + 1), 'calls', null);
  }
  const one = (sql: string, valid: number, orphaned: number) => {
    const insert = db.prepare(sql);
    for (let index = 0; index < valid; index++) insert.run(fqn(index % symbols));
    for (let index = 0; index < orphaned; index++) insert.run(gone(index));
  };
  one(
    `insert into entry_points (symbol_fqn, entry_type, http_method, http_path) values (?, 'http_api', 'GET', '/a')`,
    knowledge,
    orphans.entry_point,
  );
  one(
    `insert into external_dependencies (caller_fqn, dependency_type, target) values (?, 'redis', 'cache')`,
    knowledge,
    orphans.external_dep,
  );
  one(
    `insert into summaries (target_fqn, level, summary) values (?, 'class', 'Pays the bills.')`,
    knowledge,
    orphans.summary,
  );
  one(
    `insert into glossary (code_term, business_meaning, synonyms, source_fqn) values ('term', 'meaning', '["word"]', ?)`,
    knowledge,
    orphans.glossary,
  );
  one(
    `insert into constraints (name, constraint_type, source_fqn) values ('total is positive', 'invariant', ?)`,
    knowledge,
    orphans.constraint,
  );
  const pattern = db.prepare(
    `insert into anti_patterns (rule_id, from_fqn, to_fqn, severity) values ('controller-dao', ?, ?, 'error')`,
  );
  for (let index = 0; index < knowledge; index++) pattern.run(fqn(index % symbols), null);
  for (let index = 0; index < orphans.anti_pattern_from; index++) pattern.run(gone(index), fqn(0));
  for (let index = 0; index < orphans.anti_pattern_to; index++) pattern.run(fqn(0), gone(index));
  db.exec('commit');
  db.close();
  return {
    orphans,
    valid: {
      symbols,
      edges,
      entry_points: knowledge,
      external_dependencies: knowledge,
      summaries: knowledge,
      glossary: knowledge,
      constraints: knowledge,
      anti_patterns: knowledge,
    },
  };
}

const relations = ['calls', 'inherits', 'implements', 'instantiates'] as const;

function plantSymbols(db: Database.Database, count: number): void {
  const insert = db.prepare(
    'insert into symbols (fqn, kind, name, file_path, line_number, modifiers, parent_fqn) values (?, ?, ?, ?, ?, ?, ?)',
  );
  for (let index = 0; index < count; index++) {
    const file = Math.floor(index / 20);
    const isClass = index % 20 === 0;
    insert.run(
      fqn(index),
      isClass ? 'class' : 'method',
      `name${index}`,
      `src/main/java/com/example/Class${file}.java`,
      (index % 20) * 10 + 1,
      '["public"]',
      isClass ? null : fqn(file * 20),
    );
  }
}

/** The name of a planted symbol; every twentieth is a class and the others are its methods. */
export function fqn(index: number): string {
  const owner = `com.example.shop.module${index % 50}.Class${Math.floor(index / 20)}`;
  return index % 20 === 0 ? owner : `${owner}.method${index}()`;
}
