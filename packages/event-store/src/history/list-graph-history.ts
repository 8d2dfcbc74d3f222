import type { EventSession } from '../session.ts';
import {
  type GraphHistoryEntry,
  type GraphHistoryRange,
  graphHistoryColumns,
} from './graph-history.ts';

export interface ListGraphHistory {
  readonly ctx: { readonly events: EventSession };
  readonly input: GraphHistoryRange & { readonly limit: number };
}

/** The changes of a graph behind `after` up to `through`, the first ones, in their order. */
export async function listGraphHistory({
  ctx,
  input: { codebase, identity, after, through, limit },
}: ListGraphHistory): Promise<readonly GraphHistoryEntry[]> {
  return ctx.events.run(
    ({ sql }) => sql<GraphHistoryEntry[]>`
      select ${sql.unsafe(graphHistoryColumns)}
      from graph_history
      where codebase = ${codebase}::text and time >= ${identity}::timestamptz
        and seq > ${after}::bigint and seq <= ${through}::bigint
      order by seq
      limit ${limit}::bigint`,
  );
}
