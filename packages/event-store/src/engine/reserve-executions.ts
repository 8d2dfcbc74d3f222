import type { EventSession } from '../session.ts';

/** Executions by root event. */
export type ChainCounts = ReadonlyMap<number, number>;

/**
 * Counts executions to chains and answers how many each had before. The counters stay locked until the
 * transaction ends; they are taken in their own order, so that two batches cannot wait for each other.
 */
export async function reserveExecutions(
  { sql }: EventSession,
  wanted: ChainCounts,
): Promise<ChainCounts> {
  if (wanted.size === 0) return new Map();
  const rows = await sql<{ root_event: number; executions: number }[]>`
    insert into event_chain as c (root_event, executions)
    select g.root_event, g.executions
    from unnest(${[...wanted.keys()]}::bigint[], ${[...wanted.values()]}::integer[])
      as g (root_event, executions)
    order by g.root_event
    on conflict (root_event) do update
      set executions = c.executions + excluded.executions, updated = clock_timestamp()
    returning c.root_event, c.executions`;
  return new Map(
    rows.map(({ root_event, executions }) => [
      root_event,
      executions - (wanted.get(root_event) ?? 0),
    ]),
  );
}

/** Gives back what was reserved and not used, by the transaction that reserved it. */
export async function returnExecutions({ sql }: EventSession, unused: ChainCounts): Promise<void> {
  if (unused.size === 0) return;
  await sql`
    update event_chain c
    set executions = c.executions - g.executions, updated = clock_timestamp()
    from unnest(${[...unused.keys()]}::bigint[], ${[...unused.values()]}::integer[])
      as g (root_event, executions)
    where c.root_event = g.root_event`;
}
