import { EventStoreError } from '../event-store-error.ts';

/**
 * A place in the one order of everything that a stream tells of: by time, then by source, then by id.
 * Entries lie at places; a cursor names the place of the last entry that was read.
 */
export interface StreamPosition {
  readonly at: string;
  /** Of the source, see `streamSources`; 0 lies before all of them. */
  readonly rank: number;
  readonly id: number;
}

const position = /^stream (\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) ([0-6]) (\d{1,16})$/;

export function encodeStreamCursor({ at, rank, id }: StreamPosition): string {
  return Buffer.from(`stream ${at} ${rank} ${id}`, 'utf8').toString('base64url');
}

/** @throws EventStoreError `invalid_cursor` when it is not the id of a message of a stream. */
export function decodeStreamCursor(cursor: string): StreamPosition {
  const match = position.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  const [, at, rank, id] = match ?? [];
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at))) {
    throw new EventStoreError(
      'invalid_cursor',
      'This is not the id of a message of the stream. Send the last one that was received, or none to start now.',
    );
  }
  return { at, rank: Number(rank), id: Number(id) };
}

/** Below 0 when `a` lies before `b`, 0 when they are the same place. */
export function compareStreamPositions(a: StreamPosition, b: StreamPosition): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.rank - b.rank || a.id - b.id;
}
