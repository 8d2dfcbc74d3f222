import { ClewError } from '@clew/contracts';
import { EventStoreError } from './event-store-error.ts';

/** Codes of PostgreSQL, of the driver and of the network that mean: the server cannot be reached now. */
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);

const denied = new Set(['28000', '28P01', '42501']);
/** Whoever paused for too long in a transaction, while others waited, was rolled back for them. */
const contended = new Set(['25P03', '25P04', '40001', '40P01', '55P03']);

/**
 * Says what a failure of the server or of the way to it means. `server` names it without secrets.
 * An error that already has a meaning passes unchanged.
 */
export function serverError(error: unknown, server: string): ClewError {
  if (error instanceof ClewError) return error;
  const code = errorCode(error);
  const detail =
    error instanceof Error && error.message !== '' ? error.message : (code ?? 'unknown');
  if (code !== null && (unreachable.has(code) || code.startsWith('08'))) {
    return new EventStoreError(
      'server_unreachable',
      `Cannot reach the event store at ${server} (${code}). Start the server, or correct CLEW_EVENTS_URL; unset it to use the embedded store.`,
      { cause: error },
    );
  }
  if (code === '3D000') {
    return new EventStoreError(
      'database_missing',
      `The server of ${server} has no such database. Create it, or correct CLEW_EVENTS_URL.`,
      { cause: error },
    );
  }
  if (code !== null && denied.has(code)) {
    return new EventStoreError(
      'access_denied',
      `The server at ${server} refuses access: ${detail}. Check the user and password in CLEW_EVENTS_URL, and the user's privileges.`,
      { cause: error },
    );
  }
  if (code !== null && contended.has(code)) {
    return new EventStoreError(
      'contention',
      `Another transaction on ${server} was in the way: ${detail}. Nothing was changed; try again.`,
      { cause: error },
    );
  }
  return new EventStoreError('query_failed', `The event store at ${server} failed: ${detail}`, {
    cause: error,
  });
}

/** The SQLSTATE or the system error code that an error carries, also when several were tried. */
export function errorCode(error: unknown): string | null {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  return null;
}
