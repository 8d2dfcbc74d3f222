import {
  type Execution,
  type ExecutionQuery,
  executionQuerySchema,
  type Page,
} from '@clew/contracts';
import { and, desc } from 'drizzle-orm';
import type { z } from 'zod';
import type { CursorPosition } from '../cursor.ts';
import { before, behind, idIs, notBefore, textIs } from '../list-conditions.ts';
import { cutPage, startOfPage } from '../page.ts';
import { parseInput } from '../parse-input.ts';
import { readLinks } from '../record-links.ts';
import { execution } from '../schema/execution.ts';
import { worker } from '../schema/worker.ts';
import type { Database, EventSession } from '../session.ts';
import { selectExecutions } from './select-executions.ts';
import { toExecution } from './to-execution.ts';

export interface ListExecutions {
  readonly ctx: { readonly events: EventSession };
  readonly input: ExecutionQuery;
}

/** Lists executions, newest first. Enforcements that are gone are answered as `expired`. */
export async function listExecutions({ ctx, input }: ListExecutions): Promise<Page<Execution>> {
  const query = parseInput(executionQuerySchema, input);
  const start = startOfPage('execution', query.cursor);
  return ctx.events.run(async (session) => {
    const rows = await executionsBehind(session.db, { ...query, limit: query.limit + 1 }, start);
    const page = cutPage('execution', rows, query.limit, ({ created, id }) => ({
      at: created,
      id,
    }));
    const links = await readLinks(
      session,
      'enforcement',
      page.items.map(({ enforcement }) => enforcement),
    );
    return { ...page, items: page.items.map((row) => toExecution(row, links)) };
  });
}

/** The query of `listExecutions`: what is narrowed most often has an index in the order of the list. */
export function executionsBehind(
  db: Database,
  query: Omit<z.output<typeof executionQuerySchema>, 'cursor'>,
  start: CursorPosition | undefined,
) {
  return selectExecutions(db)
    .where(
      and(
        textIs(execution.action_ref, query.action_ref),
        textIs(execution.status, query.status),
        idIs(execution.enforcement, query.enforcement),
        idIs(execution.event, query.event),
        idIs(execution.parent, query.parent),
        textIs(execution.rule_ref, query.rule_ref),
        textIs(worker.name, query.worker),
        notBefore(execution.created, query.since),
        before(execution.created, query.until),
        behind(execution.created, execution.id, start),
      ),
    )
    .orderBy(desc(execution.created), desc(execution.id))
    .limit(query.limit);
}
