import {
  type Execution,
  type ExecutionQuery,
  executionQuerySchema,
  type Page,
} from '@clew/contracts';
import { and, desc, type SQL, sql } from 'drizzle-orm';
import { before, behind, idIs, notBefore, textIs } from '../list-conditions.ts';
import { cutPage, startOfPage } from '../page.ts';
import { parseInput } from '../parse-input.ts';
import { readLinks } from '../record-links.ts';
import { enforcement } from '../schema/enforcement.ts';
import { execution } from '../schema/execution.ts';
import { worker } from '../schema/worker.ts';
import type { EventSession } from '../session.ts';
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
    const rows = await selectExecutions(session.db)
      .where(
        and(
          textIs(execution.action_ref, query.action_ref),
          textIs(execution.status, query.status),
          idIs(execution.enforcement, query.enforcement),
          idIs(execution.event, query.event),
          idIs(execution.parent, query.parent),
          ofRule(query.rule_ref),
          textIs(worker.name, query.worker),
          notBefore(execution.created, query.since),
          before(execution.created, query.until),
          behind(execution.created, execution.id, start),
        ),
      )
      .orderBy(desc(execution.created), desc(execution.id))
      .limit(query.limit + 1);
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

/**
 * Those that an enforcement of this rule asked for. An enforcement gets its execution within moments,
 * or when its engine is back; the index on (rule_ref, created) answers the rest.
 */
function ofRule(ref: string | undefined): SQL | undefined {
  if (ref === undefined) return undefined;
  return sql`${execution.enforcement} in (
    select ${enforcement.id} from ${enforcement} where ${enforcement.rule_ref} = ${ref}::text)`;
}
