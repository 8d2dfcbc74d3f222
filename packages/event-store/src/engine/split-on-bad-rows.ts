import { EventStoreError } from '../event-store-error.ts';
import { errorCode } from '../server-error.ts';
import type { EventSession } from '../session.ts';

/** SQLSTATE classes that blame the row: data exceptions, violated constraints, limits of the program. */
const blamesRow = /^(22|23|54)/;

/**
 * Runs work in one transaction that trusts every row. When the server blames one, the work is done anew
 * in another transaction that trusts none and finds it out: savepoints cost two round trips, which
 * hardly any batch needs.
 */
export async function trustingRows<T>(
  events: EventSession,
  work: (session: EventSession, isTrusting: boolean) => Promise<T>,
): Promise<T> {
  const isTransaction = events.sql !== events.pool;
  if (isTransaction) return work(events, false);
  try {
    return await events.transaction((session) => work(session, true));
  } catch (error) {
    if (!isBadRow(error)) throw error;
    return events.transaction((session) => work(session, false));
  }
}

/**
 * Writes items all at once; when the server refuses because of one of them, halves until the bad ones
 * stand alone and hands those to `refused`. Failures that no item is to blame for are thrown, and all
 * are when every item is trusted.
 */
export async function splitOnBadRows<T, R>(input: {
  readonly session: EventSession;
  readonly isTrusting: boolean;
  readonly items: readonly T[];
  readonly write: (session: EventSession, items: readonly T[]) => Promise<R>;
  readonly refused: (item: T, error: EventStoreError) => void;
}): Promise<readonly R[]> {
  const { session, isTrusting, items, write, refused } = input;
  if (items.length === 0) return [];
  if (isTrusting) return [await write(session, items)];
  try {
    return [await session.savepoint((inner) => write(inner, items))];
  } catch (error) {
    if (!isBadRow(error)) throw error;
    const [first] = items;
    if (items.length === 1 && first !== undefined) {
      refused(first, error);
      return [];
    }
    const middle = Math.ceil(items.length / 2);
    const left = await splitOnBadRows({ ...input, items: items.slice(0, middle) });
    const right = await splitOnBadRows({ ...input, items: items.slice(middle) });
    return [...left, ...right];
  }
}

function isBadRow(error: unknown): error is EventStoreError {
  if (!(error instanceof EventStoreError)) return false;
  return blamesRow.test(errorCode(error.cause) ?? '');
}
