import { type Page, type Token, type TokenQuery, tokenQuerySchema } from '@clew/contracts';
import { desc } from 'drizzle-orm';
import { behind } from '../list-conditions.ts';
import { cutPage, startOfPage } from '../page.ts';
import { parseInput } from '../parse-input.ts';
import { token } from '../schema/token.ts';
import type { EventSession } from '../session.ts';
import { tokenColumns, toToken } from './to-token.ts';

export interface ListTokens {
  readonly ctx: { readonly events: EventSession };
  readonly input: TokenQuery;
}

/** Lists tokens, the latest made first; expired and revoked ones too. */
export async function listTokens({ ctx, input }: ListTokens): Promise<Page<Token>> {
  const query = parseInput(tokenQuerySchema, input);
  const start = startOfPage('token', query.cursor);
  return ctx.events.run(async ({ db }) => {
    const rows = await db
      .select(tokenColumns)
      .from(token)
      .where(behind(token.created, token.id, start))
      .orderBy(desc(token.created), desc(token.id))
      .limit(query.limit + 1);
    return cutPage('token', rows.map(toToken), query.limit, (row) => ({
      at: row.created,
      id: row.id,
    }));
  });
}
