import { indexActionRef } from '@clew/contracts';
import type { EventCause } from '../events/create-events.ts';
import type { EventSession } from '../session.ts';

/**
 * The chain of reactions that an index run belongs to, or null when nobody's rule asked for it. It is
 * that of the execution that answered with the run's revision, or of the one that is still running:
 * changes may be moved before it says what it did. Without this, a rule that indexes when something
 * was indexed would never end.
 */
export async function indexCause(
  { sql }: EventSession,
  { codebase, revision }: { readonly codebase: string; readonly revision: number },
): Promise<EventCause | null> {
  const [row] = await sql<{ root_event: number | null; depth: number; budget: number }[]>`
    select root_event, depth, budget from execution
    where action_ref = ${indexActionRef}::text and config ->> 'codebase' = ${codebase}::text
      and (result ->> 'revision' = ${String(revision)}::text or status in ('running', 'canceling'))
      and created > statement_timestamp() - interval '2 days'
    order by result ->> 'revision' is not null desc, id desc
    limit 1`;
  const root = row?.root_event ?? null;
  if (row === undefined || root === null) return null;
  return { root_event: root, depth: row.depth, budget: row.budget };
}
