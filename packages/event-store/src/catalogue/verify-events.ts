import { readFile } from 'node:fs/promises';
import { connect, type Sql } from '../connect.ts';
import { EventStoreError } from '../event-store-error.ts';
import { unrefreshedAggregates } from '../migrations/aggregates.ts';
import { checkServer, readServerFacts } from '../migrations/check-server.ts';
import { pendingMigrations, readJournal } from '../migrations/journal.ts';
import { readMigrations } from '../migrations/read-migrations.ts';
import { serverAddress } from '../server-address.ts';
import { serverError } from '../server-error.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { parseDump } from './dump-text.ts';
import { readCatalogue } from './read-catalogue.ts';

/** One object that is not as the code expects it. */
export interface SchemaDeviation {
  /** Kind and name, e.g. `retention policy: event`. */
  readonly object: string;
  /** `unexpected` objects are somebody else's and do no harm by themselves. */
  readonly problem: 'missing' | 'different' | 'unexpected';
  /** The SQL that would create it as expected; null when unexpected. */
  readonly expected: string | null;
  /** The SQL that would create it as it is; null when missing. */
  readonly found: string | null;
}

export interface EventVerification {
  /** `host:port/database`. */
  readonly server: string;
  /** Whether nothing is missing or different. */
  readonly ok: boolean;
  /** How many objects were compared. */
  readonly checked: number;
  readonly deviations: readonly SchemaDeviation[];
}

const expectedSchema = new URL('../../schema.sql', import.meta.url);

/**
 * Compares a database with the schema that the code expects, object by object: tables and columns,
 * constraints, indexes, functions, triggers, hypertables and chunk intervals, compression, policies,
 * aggregates. Writes nothing.
 *
 * @throws EventStoreError when the server cannot be used or the database has no event store.
 */
export async function verifyEvents(url: string): Promise<EventVerification> {
  const server = serverAddress(url);
  const expected = parseDump(await readFile(expectedSchema, 'utf8'));
  const pool = connect({ url, maxConnections: 1 });
  try {
    return await pool.begin('read only', async (sql) => {
      checkServer(await readServerFacts(sql), server);
      const deviations = [
        ...(await migrationDeviations(sql, server)),
        ...compare(expected, await readCatalogue(sql)),
      ];
      const ok = deviations.every(({ problem }) => problem === 'unexpected');
      return { server, ok, checked: expected.length, deviations };
    });
  } catch (error) {
    throw serverError(error, server);
  } finally {
    await pool.end();
  }
}

async function migrationDeviations(sql: Sql, server: string): Promise<readonly SchemaDeviation[]> {
  const journal = await readJournal(sql);
  if (journal === null) {
    throw new EventStoreError(
      'schema_missing',
      `The database ${server} has no event store yet. Run "pnpm db:migrate:events".`,
    );
  }
  const pending = pendingMigrations(readMigrations(), journal, server);
  const unrefreshed = await unrefreshedAggregates(sql);
  return [
    ...pending.map(({ name }) => missing(`migration: ${name}`, 'applied')),
    ...unrefreshed.map(({ name }) => missing(`refresh: ${name}`, 'refreshed since it was made')),
  ];
}

function missing(object: string, expected: string): SchemaDeviation {
  return { object, problem: 'missing', expected, found: null };
}

function compare(
  expected: readonly CatalogueEntry[],
  found: readonly CatalogueEntry[],
): readonly SchemaDeviation[] {
  const wanted = byObject(expected);
  const actual = byObject(found);
  const deviations: SchemaDeviation[] = [];
  for (const [object, definition] of wanted) {
    const other = actual.get(object);
    if (other === undefined) deviations.push(missing(object, definition));
    else if (other !== definition) {
      deviations.push({ object, problem: 'different', expected: definition, found: other });
    }
  }
  for (const [object, definition] of actual) {
    if (wanted.has(object)) continue;
    deviations.push({ object, problem: 'unexpected', expected: null, found: definition });
  }
  return deviations;
}

function byObject(entries: readonly CatalogueEntry[]): ReadonlyMap<string, string> {
  return new Map(entries.map(({ kind, name, definition }) => [`${kind}: ${name}`, definition]));
}
