import { EventStoreError } from './event-store-error.ts';

/** The last row of a page: the next page starts behind it, whatever was inserted meanwhile. */
export interface CursorPosition {
  readonly at: string;
  readonly id: number;
}

/** Which list a cursor belongs to, so that one cannot be used on another. */
export type CursorList =
  | 'event'
  | 'sensor'
  | 'enforcement'
  | 'execution'
  | 'worker'
  | 'history'
  | 'trigger'
  | 'rule'
  | 'version'
  | 'action'
  | 'token'
  | 'audit';

const position = /^([a-z]+) (\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) (\d{1,16})$/;

export function encodeCursor(list: CursorList, { at, id }: CursorPosition): string {
  return Buffer.from(`${list} ${at} ${id}`, 'utf8').toString('base64url');
}

/**
 * @throws EventStoreError `invalid_cursor` when it is not the cursor of a page of this list.
 */
export function decodeCursor(list: CursorList, cursor: string): CursorPosition {
  const match = position.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  const [, from, at, id] = match ?? [];
  if (from !== list || at === undefined || id === undefined || Number.isNaN(Date.parse(at))) {
    throw new EventStoreError(
      'invalid_cursor',
      `This cursor does not belong to the list of ${list} entries. Use the next_cursor of an earlier page, or leave the cursor out to start again.`,
    );
  }
  return { at, id: Number(id) };
}
