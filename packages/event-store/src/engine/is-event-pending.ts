import type { EventSession } from '../session.ts';

export interface IsEventPending {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly event: number };
}

/** Whether an event still waits to be evaluated, by every rule or by one that was saved later. */
export async function isEventPending({ ctx, input }: IsEventPending): Promise<boolean> {
  return ctx.events.run(async ({ sql }) => {
    const rows = await sql`
      select 1 from event_inbox where event_id = ${input.event}::bigint limit 1`;
    return rows.length > 0;
  });
}
