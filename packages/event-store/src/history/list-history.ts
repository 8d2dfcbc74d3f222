import {
  type HistoryEntityType,
  type HistoryEntry,
  type HistoryQuery,
  historyEntityTypeSchema,
  historyQuerySchema,
  type Page,
} from '@clew/contracts';
import { and, desc, sql } from 'drizzle-orm';
import { before, behind, idIs, notBefore, notBeforeId, textIs } from '../list-conditions.ts';
import { cutPage, startOfPage } from '../page.ts';
import { parseInput } from '../parse-input.ts';
import { execution_history } from '../schema/execution-history.ts';
import { worker_history } from '../schema/worker-history.ts';
import type { EventSession } from '../session.ts';

export interface ListHistory {
  readonly ctx: { readonly events: EventSession };
  readonly input: HistoryQuery & { readonly entity_type: HistoryEntityType };
}

const tables = { execution: execution_history, worker: worker_history } as const;

/**
 * Lists the recorded changes of executions or of workers, newest first.
 *
 * @throws EventStoreError `invalid_input` for other entities: events never change, and an
 *   enforcement's one change is its `resolved_at`.
 */
export async function listHistory({ ctx, input }: ListHistory): Promise<Page<HistoryEntry>> {
  const { entity_type: given, ...rest } = input;
  const entity_type = parseInput(historyEntityTypeSchema, given);
  const query = parseInput(historyQuerySchema, rest);
  const start = startOfPage('history', query.cursor);
  const table = tables[entity_type];
  return ctx.events.run(async ({ db }) => {
    const rows = await db
      .select()
      .from(table)
      .where(
        and(
          idIs(table.entity_id, query.entity_id),
          notBeforeId(table.time, query.entity_id),
          textIs(table.entity_ref, query.entity_ref),
          textIs(table.operation, query.operation),
          query.changed_field === undefined
            ? undefined
            : sql`${query.changed_field}::text = any (${table.changed_fields})`,
          notBefore(table.time, query.since),
          before(table.time, query.until),
          behind(table.time, table.id, start),
        ),
      )
      .orderBy(desc(table.time), desc(table.id))
      .limit(query.limit + 1);
    const entries = rows.map((row): HistoryEntry => ({ ...row, entity_type }));
    return cutPage('history', entries, query.limit, ({ time, id }) => ({ at: time, id }));
  });
}
