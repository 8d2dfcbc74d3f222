import { type Action, type ActionQuery, actionQuerySchema, type Page } from '@clew/contracts';
import { and, desc } from 'drizzle-orm';
import { behind, flagIs, textIs } from '../list-conditions.ts';
import { cutPage, startOfPage } from '../page.ts';
import { parseInput } from '../parse-input.ts';
import { action } from '../schema/action.ts';
import type { EventSession } from '../session.ts';
import { toAction } from './to-action.ts';

export interface ListActions {
  readonly ctx: { readonly events: EventSession };
  readonly input: ActionQuery;
}

/** Lists actions, the latest defined first. */
export async function listActions({ ctx, input }: ListActions): Promise<Page<Action>> {
  const query = parseInput(actionQuerySchema, input);
  const start = startOfPage('action', query.cursor);
  return ctx.events.run(async ({ db }) => {
    const rows = await db
      .select()
      .from(action)
      .where(
        and(
          textIs(action.runner, query.runner),
          flagIs(action.enabled, query.enabled),
          textIs(action.origin, query.origin),
          behind(action.created, action.id, start),
        ),
      )
      .orderBy(desc(action.created), desc(action.id))
      .limit(query.limit + 1);
    return cutPage('action', rows.map(toAction), query.limit, (row) => ({
      at: row.created,
      id: row.id,
    }));
  });
}
