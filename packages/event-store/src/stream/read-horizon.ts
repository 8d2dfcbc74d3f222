import type { EventSession } from '../session.ts';

export interface Horizon {
  /** Nothing that was or will be written has an earlier time and is not yet visible. */
  readonly at: string;
  /** Whether a transaction holds it back: there may be more to read as soon as that one ends. */
  readonly held: boolean;
}

/**
 * The moment up to which rows can be read in the order of their times without skipping one: the start
 * of the oldest transaction that may still hold some, which are those of Clew's connections and any
 * other that has written. Start times of other database users are visible only to members of
 * pg_read_all_stats: give all processes of Clew the same user.
 *
 * It must be a statement of its own, before the one that reads rows: what is running must be looked at
 * before the rows are.
 */
export async function readHorizon({ sql }: EventSession): Promise<Horizon> {
  const [row] = await sql<Horizon[]>`
    select coalesce(least(statement_timestamp(), min(xact_start)), statement_timestamp()) as at,
           coalesce(min(xact_start) < statement_timestamp(), false) as held
    from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
      and (application_name = 'clew' or backend_xid is not null)`;
  return row ?? { at: new Date(0).toISOString(), held: true };
}
