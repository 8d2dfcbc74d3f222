import type { EventSession } from '../session.ts';
import type { GraphHistoryRange } from './graph-history.ts';

export interface LastGraphChange {
  readonly ctx: { readonly events: EventSession };
  readonly input: GraphHistoryRange & { readonly until: string };
}

/** The number of the last change of a range that had happened at `until`, or null. */
export async function lastGraphChange({
  ctx,
  input: { codebase, identity, after, through, until },
}: LastGraphChange): Promise<number | null> {
  const [row] = await ctx.events.run(
    ({ sql }) => sql<{ seq: number | null }[]>`
      select max(seq) as seq
      from graph_history
      where codebase = ${codebase}::text and time >= ${identity}::timestamptz
        and time <= ${until}::timestamptz
        and seq > ${after}::bigint and seq <= ${through}::bigint`,
  );
  return row?.seq ?? null;
}
