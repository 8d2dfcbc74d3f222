import { type Enforcement, recordIdSchema } from '@clew/contracts';
import { and, sql } from 'drizzle-orm';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import { readLinks } from '../record-links.ts';
import { createdWindow } from '../record-window.ts';
import { enforcement } from '../schema/enforcement.ts';
import type { Database, EventSession } from '../session.ts';
import { toEnforcement } from './to-enforcement.ts';

export interface GetEnforcement {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly id: number };
}

/**
 * Reads one enforcement by its id. An event that is gone is answered as `expired`.
 *
 * @throws EventStoreError `enforcement_not_found`, also when it has fallen to retention.
 */
export async function getEnforcement({ ctx, input }: GetEnforcement): Promise<Enforcement> {
  const id = parseInput(recordIdSchema, input.id);
  return ctx.events.run(async (session) => {
    const [row] = await enforcementById(session.db, id);
    if (row === undefined) throw enforcementNotFound(id);
    return toEnforcement(row, await readLinks(session, 'event', [row.event]));
  });
}

export function enforcementNotFound(id: number): EventStoreError {
  return new EventStoreError(
    'enforcement_not_found',
    `Enforcement ${id} does not exist. Enforcements are kept for 90 days; check the id, or list enforcements to find it.`,
  );
}

/** The query of `getEnforcement`: its window comes from the id, so one chunk is planned. */
export function enforcementById(db: Database, id: number) {
  const window = createdWindow(id);
  return db
    .select()
    .from(enforcement)
    .where(
      and(
        sql`${enforcement.id} = ${id}::bigint`,
        sql`${enforcement.created} >= ${window.from}::timestamptz`,
        sql`${enforcement.created} < ${window.to}::timestamptz`,
      ),
    );
}
