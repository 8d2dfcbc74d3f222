import { recordIdSchema, type Token } from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';
import { type TokenRow, toToken } from './to-token.ts';

export interface RevokeToken {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly id: number };
}

/**
 * Ends a token for good. Revoking it again changes nothing and answers the same.
 *
 * @throws EventStoreError `token_not_found`.
 */
export async function revokeToken({ ctx, input }: RevokeToken): Promise<Token> {
  const id = parseInput(recordIdSchema, input.id);
  return ctx.events.run(async ({ sql }) => {
    const [row] = await sql<TokenRow[]>`
      update token set revoked_at = coalesce(revoked_at, clock_timestamp())
      where id = ${id}::bigint
      returning id, name, prefix, scopes, created, created_by, expires_at, last_used_at, revoked_at`;
    if (row !== undefined) return toToken(row);
    throw new EventStoreError(
      'token_not_found',
      `Token ${id} does not exist. List the tokens to find its id.`,
    );
  });
}
