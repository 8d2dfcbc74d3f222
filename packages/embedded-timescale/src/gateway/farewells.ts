import type { ErrorFields, TransactionStatus } from '../wire/backend-message.ts';
import type { Connection } from './connection.ts';

/** Why the server closes a connection, as the client is told. */

export const stopping = fatal(
  '57P01',
  'terminating connection: the embedded TimescaleDB is stopping',
);

export const crashed = fatal(
  '57P02',
  'terminating connection: a statement crashed the embedded TimescaleDB, which starts again from its last commit',
  'In a moment you should be able to connect again; do not repeat the statement.',
);

export const dead = fatal(
  '57P03',
  'the embedded TimescaleDB crashed and could not be started again; its log says why',
);

export const notReading = fatal(
  '53200',
  'terminating connection: it does not read the notifications that it listens for',
);

export function tooManyClients(limit: number): ErrorFields {
  return fatal('53300', `sorry, too many clients already: at most ${limit} can be connected`);
}

/** The owner of the session did nothing for `ms` while others waited for it. */
export function idleOwner(
  connection: Connection,
  status: TransactionStatus,
  ms: number,
): ErrorFields {
  if (connection.pinned && status === 'I') {
    return fatal(
      '57P05',
      `terminating connection: it held an advisory lock and did nothing for ${ms} ms while others waited`,
      'The embedded TimescaleDB has one session, which a lock held beyond its transaction keeps from everyone: use pg_advisory_xact_lock.',
    );
  }
  return fatal(
    '25P03',
    `terminating connection due to idle-in-transaction timeout: it did nothing for ${ms} ms while others waited`,
    'The embedded TimescaleDB has one session, which an open transaction keeps from everyone: end transactions without waiting for anything else.',
  );
}

function fatal(code: string, message: string, hint?: string): ErrorFields {
  return { severity: 'FATAL', code, message, ...(hint === undefined ? {} : { hint }) };
}
