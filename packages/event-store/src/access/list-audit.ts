import { type AuditEntry, type AuditQuery, auditQuerySchema, type Page } from '@clew/contracts';
import { and, desc } from 'drizzle-orm';
import { before, behind, notBefore, textIs } from '../list-conditions.ts';
import { cutPage, startOfPage } from '../page.ts';
import { parseInput } from '../parse-input.ts';
import { audit } from '../schema/audit.ts';
import type { EventSession } from '../session.ts';

export interface ListAudit {
  readonly ctx: { readonly events: EventSession };
  readonly input: AuditQuery;
}

/** Lists what was done through the API, the latest first. */
export async function listAudit({ ctx, input }: ListAudit): Promise<Page<AuditEntry>> {
  const query = parseInput(auditQuerySchema, input);
  const start = startOfPage('audit', query.cursor);
  return ctx.events.run(async ({ db }) => {
    const rows = await db
      .select()
      .from(audit)
      .where(
        and(
          textIs(audit.actor, query.actor),
          textIs(audit.operation, query.operation),
          textIs(audit.outcome, query.outcome),
          notBefore(audit.time, query.since),
          before(audit.time, query.until),
          behind(audit.time, audit.id, start),
        ),
      )
      .orderBy(desc(audit.time), desc(audit.id))
      .limit(query.limit + 1);
    return cutPage('audit', rows, query.limit, ({ time, id }) => ({ at: time, id }));
  });
}
