import Database from 'better-sqlite3';
import { GraphError } from '../graph-error.ts';
import { inspectSqliteFile } from '../sqlite-file.ts';
import { dumpGraphSchema, readSchema } from './dump-graph-schema.ts';
import { readGraphState } from './migration-journal.ts';
import { migrationsFor } from './migrations-for.ts';
import { withGraphCopy } from './with-graph-copy.ts';

export interface GraphProblem {
  readonly check: 'migrations' | 'schema' | 'foreign_keys' | 'file';
  readonly message: string;
}

export interface GraphVerification {
  readonly path: string;
  readonly ok: boolean;
  readonly problems: readonly GraphProblem[];
}

/** The most problems of one check that are worth reading. */
const shown = 20;

/**
 * Checks that the graph at `path` is what this version of the code expects: every migration, the
 * same schema, no foreign key that points at nothing, a sound file. It writes nothing there.
 *
 * @throws GraphError `graph_missing`, `graph_not_sqlite`, `graph_foreign`, `graph_not_adopted`,
 *   `graph_newer`, `migration_changed` or `graph_busy` when there is nothing to check.
 */
export function verifyGraph(path: string): GraphVerification {
  if (inspectSqliteFile(path) !== 'sqlite') {
    throw new GraphError(
      'graph_missing',
      `There is no graph at ${path}. Create it with \`pnpm db:migrate:graph\`.`,
    );
  }
  return withGraphCopy(path, (copy) => {
    const db = new Database(copy);
    try {
      const file = checkFile(db);
      // What SQLite cannot read is not worth asking further questions.
      const problems =
        file.length > 0 ? file : [...checkMigrations(db, path), ...checkForeignKeys(db)];
      return { path, ok: problems.length === 0, problems };
    } finally {
      db.close();
    }
  });
}

function checkFile(db: Database.Database): readonly GraphProblem[] {
  const found = (message: string): GraphProblem => ({ check: 'file', message });
  try {
    const rows = db.pragma(`quick_check(${shown})`) as readonly { readonly quick_check: string }[];
    return rows
      .map((row) => row.quick_check)
      .filter((message) => message !== 'ok')
      .map(found);
  } catch (error) {
    // Damage of the schema itself stops the check; that is its result.
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CORRUPT')) {
      return [found(error.message)];
    }
    throw error;
  }
}

function checkMigrations(db: Database.Database, path: string): readonly GraphProblem[] {
  const pending = migrationsFor(db, path, readGraphState(db));
  if (pending.length > 0) {
    return pending.map((migration) => ({
      check: 'migrations',
      message: `${migration.name} is not applied; run \`pnpm db:migrate:graph\``,
    }));
  }
  return compareSchemas(dumpGraphSchema(), readSchema(db));
}

function compareSchemas(expected: string, actual: string): readonly GraphProblem[] {
  const wanted = new Set(statementsOf(expected));
  const found = new Set(statementsOf(actual));
  return [
    ...[...wanted].filter((sql) => !found.has(sql)).map((sql) => `missing: ${firstLine(sql)}`),
    ...[...found].filter((sql) => !wanted.has(sql)).map((sql) => `unexpected: ${firstLine(sql)}`),
  ]
    .slice(0, shown)
    .map((message) => ({ check: 'schema', message }));
}

/** Statements of a dump end where a line ends in `;` and an empty line follows. */
function statementsOf(dump: string): readonly string[] {
  return dump.split(';\n\n').map((statement) => statement.trim());
}

function firstLine(sql: string): string {
  const line = sql.split('\n', 1)[0] ?? '';
  return line.endsWith('(') ? line.slice(0, -1).trim() : line;
}

function checkForeignKeys(db: Database.Database): readonly GraphProblem[] {
  const violations = db.pragma('foreign_key_check') as readonly {
    readonly table: string;
    readonly rowid: number;
    readonly parent: string;
  }[];
  const counts = new Map<string, number>();
  for (const { table, parent } of violations) {
    const key = `${table} without their row in ${parent}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort()
    .map(([key, count]) => ({ check: 'foreign_keys', message: `${count} in ${key}` }));
}
