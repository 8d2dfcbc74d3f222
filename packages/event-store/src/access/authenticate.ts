import type { Token } from '@clew/contracts';
import type { EventSession } from '../session.ts';
import { type TokenRow, toToken } from './to-token.ts';
import { hashSecret } from './token-secret.ts';

export interface Authenticate {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly secret: string };
}

export interface Authentication {
  readonly status: 'valid' | 'expired' | 'revoked';
  readonly token: Token;
  /** How long a valid token is valid yet, by the clock of the database; null: without end. */
  readonly remaining_ms: number | null;
}

/**
 * Finds the token that a secret belongs to, or null. The use of a valid one is noted, once a minute
 * at most, so that a busy token costs no writes.
 */
export async function authenticate({ ctx, input }: Authenticate): Promise<Authentication | null> {
  const hash = hashSecret(input.secret);
  return ctx.events.run(async ({ sql }) => {
    const [row] = await sql<
      (TokenRow & Pick<Authentication, 'status'> & { readonly remaining: number | null })[]
    >`
      with found as (
        select id, name, prefix, scopes, created, created_by, expires_at, last_used_at, revoked_at,
               case when revoked_at is not null then 'revoked'
                    when expires_at <= statement_timestamp() then 'expired'
                    else 'valid' end as status,
               extract(epoch from expires_at - statement_timestamp())::float8 * 1000 as remaining
        from token
        where hash = decode(${hash}::text, 'hex')
      ), noted as (
        update token set last_used_at = statement_timestamp()
        from found
        where token.id = found.id and found.status = 'valid'
          and (token.last_used_at is null
               or token.last_used_at <= statement_timestamp() - interval '1 minute')
      )
      select * from found`;
    return row === undefined
      ? null
      : { status: row.status, token: toToken(row), remaining_ms: row.remaining };
  });
}
