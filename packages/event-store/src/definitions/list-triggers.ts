import { type Page, type Trigger, type TriggerQuery, triggerQuerySchema } from '@clew/contracts';
import { and, desc } from 'drizzle-orm';
import { behind, flagIs, textIs } from '../list-conditions.ts';
import { cutPage, startOfPage } from '../page.ts';
import { parseInput } from '../parse-input.ts';
import { trigger } from '../schema/trigger.ts';
import type { EventSession } from '../session.ts';
import { toTrigger } from './to-trigger.ts';

export interface ListTriggers {
  readonly ctx: { readonly events: EventSession };
  readonly input: TriggerQuery;
}

/** Lists triggers, the latest defined first. */
export async function listTriggers({ ctx, input }: ListTriggers): Promise<Page<Trigger>> {
  const query = parseInput(triggerQuerySchema, input);
  const start = startOfPage('trigger', query.cursor);
  return ctx.events.run(async ({ db }) => {
    const rows = await db
      .select()
      .from(trigger)
      .where(
        and(
          flagIs(trigger.enabled, query.enabled),
          textIs(trigger.origin, query.origin),
          behind(trigger.created, trigger.id, start),
        ),
      )
      .orderBy(desc(trigger.created), desc(trigger.id))
      .limit(query.limit + 1);
    return cutPage('trigger', rows.map(toTrigger), query.limit, (row) => ({
      at: row.created,
      id: row.id,
    }));
  });
}
