import type { EventSession } from '../session.ts';

export interface RetireStaleWorkers {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly stale_after_seconds: number };
}

/** Marks the workers inactive whose last heartbeat is too old by the server's clock; answers their names. */
export async function retireStaleWorkers({
  ctx,
  input,
}: RetireStaleWorkers): Promise<readonly string[]> {
  return ctx.events.run(async ({ sql }) => {
    const rows = await sql<{ name: string }[]>`
      update worker set status = 'inactive'
      where status <> 'inactive'
        and coalesce(last_heartbeat, created)
            < statement_timestamp() - make_interval(secs => ${input.stale_after_seconds}::double precision)
      returning name`;
    return rows.map(({ name }) => name).sort();
  });
}
