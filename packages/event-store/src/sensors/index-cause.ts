import type { EventCause } from '../events/create-events.ts';
import type { EventSession } from '../session.ts';

/**
 * The chain of reactions that an index run belongs to, by the execution that it was; null when nobody's
 * rule asked for it. Without this, a rule that indexes when something was indexed would never end.
 */
export async function indexCause(
  { sql }: EventSession,
  execution: number,
): Promise<EventCause | null> {
  const [row] = await sql<{ root_event: number | null; depth: number; budget: number }[]>`
    select root_event, depth, budget from execution where id = ${execution}::bigint`;
  const root = row?.root_event ?? null;
  if (row === undefined || root === null) return null;
  return { root_event: root, depth: row.depth, budget: row.budget };
}
