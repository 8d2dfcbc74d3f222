import type { HistoryEntry, Lineage } from '@clew/contracts';
import { asc, sql } from 'drizzle-orm';
import { listEnforcements } from '../enforcements/list-enforcements.ts';
import { selectExecutions } from '../executions/select-executions.ts';
import { toExecution } from '../executions/to-execution.ts';
import { notBeforeId } from '../list-conditions.ts';
import { readLinks } from '../record-links.ts';
import { execution } from '../schema/execution.ts';
import { execution_history } from '../schema/execution-history.ts';
import type { EventSession } from '../session.ts';
import { getEvent } from './get-event.ts';

export interface ReadLineage {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly id: number };
}

const maxEnforcements = 200;
const maxHistory = 2000;
const maxExecutions = 1000;

/**
 * Reads what an event led to: the matches of rules, their executions, and what became of those. The
 * 200 latest matches and their first 2,000 changes are shown.
 *
 * @throws EventStoreError `event_not_found`.
 */
export async function readLineage({ ctx, input }: ReadLineage): Promise<Lineage> {
  const event = await getEvent({ ctx, input });
  return ctx.events.run(async (session) => {
    const found = await listEnforcements({
      ctx: { events: session },
      input: { event: event.id, limit: maxEnforcements },
    });
    const ids = found.items.map(({ id }) => id);
    const owners = await ownersOf(session, ids);
    const [rows, links, roots] = await Promise.all([
      selectExecutions(session.db)
        .where(sql`${execution.id} = any (${sql.param([...owners.keys()])}::bigint[])`)
        .orderBy(asc(execution.id)),
      readLinks(session, 'enforcement', ids),
      readLinks(session, 'event', [event.root_event]),
    ]);
    const history = await historyOf(
      session,
      rows.map(({ id }) => id),
    );
    const executions = rows.map((row) => ({
      enforcement: owners.get(row.id) ?? null,
      execution: toExecution(row, links),
      history: history.filter(({ entity_id }) => entity_id === row.id),
    }));
    return {
      event,
      root: roots.linkTo(event.root_event),
      enforcements: found.items.map((enforcement) => ({
        enforcement,
        executions: executions.flatMap(({ enforcement: of, ...rest }) =>
          of === enforcement.id ? [rest] : [],
        ),
      })),
      truncated:
        found.next_cursor !== null ||
        history.length === maxHistory ||
        rows.length === maxExecutions,
    };
  });
}

/** The executions of the enforcements, and those that ran them again, each with its enforcement. */
async function ownersOf(
  { sql }: EventSession,
  enforcements: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await sql<{ id: number; owner: number }[]>`
    with recursive chain (id, owner) as (
      select id, enforcement from execution where enforcement = any (${enforcements}::bigint[])
      union
      select again.id, chain.owner from chain join execution again on again.parent = chain.id
    )
    select id, owner from chain limit ${maxExecutions}::integer`;
  return new Map(rows.map(({ id, owner }) => [id, owner]));
}

async function historyOf(
  { db }: EventSession,
  ids: readonly number[],
): Promise<readonly HistoryEntry[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select()
    .from(execution_history)
    .where(
      sql`${execution_history.entity_id} = any (${sql.param(ids)}::bigint[])
        and ${notBeforeId(execution_history.time, Math.min(...ids)) ?? sql`true`}`,
    )
    .orderBy(asc(execution_history.time), asc(execution_history.id))
    .limit(maxHistory);
  return rows.map((row) => ({ ...row, entity_type: 'execution' }));
}
