import type { EventSession } from '../session.ts';

/** How much waits at each stage. */
export interface PendingCounts {
  /** Events that no engine has evaluated. */
  readonly events: number;
  readonly enforcements: number;
  /** Executions that wait for a worker or for their time. */
  readonly executions: number;
  /** Executions that a worker has. */
  readonly running: number;
}

/** Counts what waits, from the queues alone. */
export async function countPending({
  ctx,
}: {
  readonly ctx: { readonly events: EventSession };
}): Promise<PendingCounts> {
  return ctx.events.run(async ({ sql }) => {
    const [row] = await sql<PendingCounts[]>`
      select (select count(*) from event_inbox) as events,
             (select count(*) from enforcement_key where pending) as enforcements,
             (select count(*) from execution where status in ('requested', 'scheduled')) as executions,
             (select count(*) from execution where status in ('running', 'canceling')) as running`;
    return row ?? { events: 0, enforcements: 0, executions: 0, running: 0 };
  });
}
