import type { EventSession } from '../session.ts';
import {
  type GraphHistoryEntry,
  type GraphHistoryRange,
  graphHistoryColumns,
} from './graph-history.ts';

export interface ListSymbolHistory {
  readonly ctx: { readonly events: EventSession };
  readonly input: GraphHistoryRange & {
    /** The name that the symbol had then; what is about it stands under it. */
    readonly fqn: string;
    readonly limit: number;
  };
}

/** What happened in a range to a symbol and to what begins at it (edges, sites, …), newest first. */
export async function listSymbolHistory({
  ctx,
  input: { codebase, identity, after, through, fqn, limit },
}: ListSymbolHistory): Promise<readonly GraphHistoryEntry[]> {
  return ctx.events.run(
    ({ sql }) => sql<GraphHistoryEntry[]>`
      select ${sql.unsafe(graphHistoryColumns)}
      from graph_history
      where codebase = ${codebase}::text and entity_ref = ${fqn}::text
        and time >= ${identity}::timestamptz
        and seq > ${after}::bigint and seq <= ${through}::bigint
        and entity not in ('revision', 'file')
      order by seq desc
      limit ${limit}::bigint`,
  );
}
