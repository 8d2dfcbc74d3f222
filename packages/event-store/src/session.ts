import { PgDatabase, PgDialect } from 'drizzle-orm/pg-core';
import { type PostgresJsQueryResultHKT, PostgresJsSession } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import type { Sql } from './connect.ts';
import { serverError } from './server-error.ts';

/** Typed queries on the tables of `schema/`. */
export type Database = PgDatabase<PostgresJsQueryResultHKT>;

/** What a verb runs on: the pool of an open store, or a transaction of it. */
export interface EventSession {
  readonly sql: Sql;
  readonly db: Database;
  /** `host:port/database`, for messages. */
  readonly server: string;
  /** Stands for the pool: its transactions have the same. */
  readonly pool: object;
  /** Runs queries and gives their failures a meaning. */
  run<T>(work: (session: EventSession) => Promise<T>): Promise<T>;
  /**
   * Runs work in one transaction: all of it is kept, or nothing when it throws. Inside another
   * transaction it joins that one.
   */
  transaction<T>(work: (session: EventSession) => Promise<T>): Promise<T>;
  /**
   * Runs work that may fail without taking the transaction with it: what it did is undone, and the
   * transaction goes on. Outside a transaction it is one.
   */
  savepoint<T>(work: (session: EventSession) => Promise<T>): Promise<T>;
}

/** The session of a pool. */
export function poolSession(pool: postgres.Sql, server: string): EventSession {
  const transaction: EventSession['transaction'] = (work) =>
    meaningful(async () => {
      const box: { result?: Awaited<ReturnType<typeof work>> } = {};
      await pool.begin(async (sql) => {
        box.result = await work(transactionSession(sql, server, pool));
      });
      return box.result as Awaited<ReturnType<typeof work>>;
    }, server);
  const session: EventSession = {
    sql: pool,
    db: databaseOn(pool),
    server,
    pool,
    run: (work) => meaningful(() => work(session), server),
    transaction,
    savepoint: transaction,
  };
  return session;
}

function transactionSession(
  transaction: postgres.TransactionSql,
  server: string,
  pool: object,
): EventSession {
  const session: EventSession = {
    sql: transaction,
    db: databaseOn(transaction),
    server,
    pool,
    run: (work) => meaningful(() => work(session), server),
    transaction: (work) => meaningful(() => work(session), server),
    savepoint: (work) =>
      meaningful(async () => {
        const box: { result?: Awaited<ReturnType<typeof work>> } = {};
        await transaction.savepoint(async (sql) => {
          box.result = await work(transactionSession(sql, server, pool));
        });
        return box.result as Awaited<ReturnType<typeof work>>;
      }, server),
  };
  return session;
}

async function meaningful<T>(work: () => Promise<T>, server: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw serverError(error, server);
  }
}

/** A session of Drizzle asks its client for nothing but `unsafe`, which a transaction has too. */
function databaseOn(sql: Sql): Database {
  const dialect = new PgDialect();
  const client = sql as unknown as postgres.Sql;
  return new PgDatabase(dialect, new PostgresJsSession(client, dialect, undefined), undefined);
}
