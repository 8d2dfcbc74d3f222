import {
  type Enforcement,
  type EnforcementQuery,
  enforcementQuerySchema,
  type Page,
} from '@clew/contracts';
import { and, desc } from 'drizzle-orm';
import { before, behind, idIs, notBefore, notBeforeId, textIs } from '../list-conditions.ts';
import { cutPage, startOfPage } from '../page.ts';
import { parseInput } from '../parse-input.ts';
import { readLinks } from '../record-links.ts';
import { enforcement } from '../schema/enforcement.ts';
import type { EventSession } from '../session.ts';
import { toEnforcement } from './to-enforcement.ts';

export interface ListEnforcements {
  readonly ctx: { readonly events: EventSession };
  readonly input: EnforcementQuery;
}

/** Lists enforcements, newest first. Events that are gone are answered as `expired`. */
export async function listEnforcements({
  ctx,
  input,
}: ListEnforcements): Promise<Page<Enforcement>> {
  const query = parseInput(enforcementQuerySchema, input);
  const start = startOfPage('enforcement', query.cursor);
  return ctx.events.run(async (session) => {
    const rows = await session.db
      .select()
      .from(enforcement)
      .where(
        and(
          textIs(enforcement.rule_ref, query.rule_ref),
          textIs(enforcement.trigger_ref, query.trigger_ref),
          textIs(enforcement.status, query.status),
          idIs(enforcement.event, query.event),
          notBeforeId(enforcement.created, query.event),
          notBefore(enforcement.created, query.since),
          before(enforcement.created, query.until),
          behind(enforcement.created, enforcement.id, start),
        ),
      )
      .orderBy(desc(enforcement.created), desc(enforcement.id))
      .limit(query.limit + 1);
    const page = cutPage('enforcement', rows, query.limit, ({ created, id }) => ({
      at: created,
      id,
    }));
    const links = await readLinks(
      session,
      'event',
      page.items.map(({ event }) => event),
    );
    return { ...page, items: page.items.map((row) => toEnforcement(row, links)) };
  });
}
