import type { EventSession } from '../session.ts';

export interface CountDanglingReferences {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    /** Only rows that were created since; all when left out. */
    readonly since?: string | undefined;
  };
}

export interface DanglingReferences {
  /** Enforcements whose event is gone. */
  readonly enforcement_event: number;
  /** Executions whose enforcement is gone. */
  readonly execution_enforcement: number;
}

/**
 * Counts the soft references that point at nothing. No foreign key guards them, so that retention can
 * drop whole chunks; to dangle is normal for rows near the end of their keeping, and a sign of lost
 * rows for young ones.
 */
export async function countDanglingReferences({
  ctx,
  input,
}: CountDanglingReferences): Promise<DanglingReferences> {
  const since = input.since ?? '-infinity';
  return ctx.events.run(async ({ sql }) => {
    const [row] = await sql<DanglingReferences[]>`
      select
        (select count(*) from enforcement e
         where e.event is not null and e.created >= ${since}::timestamptz
           and not exists (select from event v where v.id = e.event)) as enforcement_event,
        (select count(*) from execution x
         where x.enforcement is not null and x.created >= ${since}::timestamptz
           and not exists (select from enforcement e where e.id = x.enforcement)
        ) as execution_enforcement`;
    return row ?? { enforcement_event: 0, execution_enforcement: 0 };
  });
}
