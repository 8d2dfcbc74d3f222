import postgres from 'postgres';
import { isoTimestamp } from './iso-timestamp.ts';

export interface ConnectOptions {
  readonly url: string;
  readonly maxConnections: number;
  /** Receives the server's notices; they are dropped when it is left out. */
  readonly onNotice?: ((message: string) => void) | undefined;
}

/**
 * Whoever stops in the middle of a transaction, by a debugger or with its whole machine, would keep its
 * rows locked for as long as its connection seems to live. Shorter than a lease, so that it cannot keep
 * an execution for longer than that.
 */
const idleTransactionMs = 20_000;

/** A connection pool or a transaction of one: what queries run on. */
export type Sql = postgres.ISql;

/**
 * A lazily connecting pool. Values come out as contracts have them: `bigint` as a number (an error
 * beyond 2^53), `timestamptz` as ISO 8601 in UTC. JSON goes in as text that is already serialised.
 *
 * Statements are prepared by name: a second round trip, in which the server says the types of their
 * parameters, is needed only once, and those of a transaction can be sent together. The server goes on
 * planning lookups by time window with their values, because a plan for any window has every chunk in
 * it and costs more. A pooler before it must keep prepared statements (PgBouncer does from 1.21 on).
 */
export function connect({ url, maxConnections, onNotice }: ConnectOptions): postgres.Sql {
  return postgres(url, {
    max: maxConnections,
    prepare: true,
    connect_timeout: 10,
    onnotice: (notice) => onNotice?.(notice.message ?? ''),
    connection: {
      application_name: 'clew',
      idle_in_transaction_session_timeout: idleTransactionMs,
    },
    types: {
      bigint: { to: 20, from: [20], serialize: String, parse: safeInteger },
      timestamptz: { to: 1184, from: [1184], serialize: String, parse: isoTimestamp },
      json: { to: 114, from: [114], serialize: String, parse: parseJson },
      jsonb: { to: 3802, from: [3802], serialize: String, parse: parseJson },
    },
  });
}

function parseJson(text: string): unknown {
  return JSON.parse(text);
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is not a safe integer`);
  return value;
}
