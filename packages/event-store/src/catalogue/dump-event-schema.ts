import { connect } from '../connect.ts';
import { serverAddress } from '../server-address.ts';
import { serverError } from '../server-error.ts';
import { formatDump } from './dump-text.ts';
import { readCatalogue } from './read-catalogue.ts';

/**
 * The schema of a migrated database as SQL: tables, columns, defaults, constraints, indexes, functions,
 * triggers, hypertables, compression, policies, aggregates, comments. The same text from every
 * supported server, and executable on an empty database with TimescaleDB.
 *
 * @throws EventStoreError when the server cannot be reached.
 */
export async function dumpEventSchema(url: string): Promise<string> {
  const server = serverAddress(url);
  const pool = connect({ url, maxConnections: 1 });
  try {
    return formatDump(await pool.begin('read only', (sql) => readCatalogue(sql)));
  } catch (error) {
    throw serverError(error, server);
  } finally {
    await pool.end();
  }
}
