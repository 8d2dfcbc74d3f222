import type { RecordLink } from '@clew/contracts';
import { groupByDay } from './record-window.ts';
import type { EventSession } from './session.ts';

/** Which of the rows that soft references point at still exist. */
export interface Links {
  linkTo(id: number): RecordLink;
  linkTo(id: number | null): RecordLink | null;
}

/**
 * Looks up many soft references at once: one query a day that the ids fall into, all sent together.
 */
export async function readLinks(
  { sql }: EventSession,
  table: 'event' | 'enforcement',
  ids: readonly (number | null)[],
): Promise<Links> {
  const groups = groupByDay(ids.filter((id) => id !== null));
  const found = await Promise.all(
    groups.map(
      ({ ids: wanted, window }) => sql<{ id: number }[]>`
        select id from ${sql(table)}
        where id = any (${wanted}::bigint[])
          and created >= ${window.from}::timestamptz and created < ${window.to}::timestamptz`,
    ),
  );
  const present = new Set(found.flat().map(({ id }) => id));
  function linkTo(id: number): RecordLink;
  function linkTo(id: number | null): RecordLink | null;
  function linkTo(id: number | null): RecordLink | null {
    return id === null ? null : { id, state: present.has(id) ? 'present' : 'expired' };
  }
  return { linkTo };
}
