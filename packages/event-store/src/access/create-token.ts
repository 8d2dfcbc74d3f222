import {
  type IssuedToken,
  type NewToken,
  newTokenSchema,
  type Token,
  tokenSecretSchema,
} from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import { errorCode } from '../server-error.ts';
import type { EventSession } from '../session.ts';
import { type TokenRow, toToken } from './to-token.ts';
import { hashSecret, mintSecret, prefixOf } from './token-secret.ts';

export interface CreateToken {
  readonly ctx: { readonly events: EventSession };
  readonly input: NewToken & {
    /** The name of the token that this one is made with. */
    readonly created_by?: string | undefined;
  };
}

export interface RegisterToken {
  readonly ctx: { readonly events: EventSession };
  readonly input: CreateToken['input'] & { readonly secret: string };
}

/**
 * Makes a token. Its secret is in the answer and nowhere else: the store keeps a hash.
 *
 * @throws EventStoreError `token_name_taken` by a token that is not revoked; `invalid_input`, also
 *   when it would have expired already. Nothing was stored.
 */
export async function createToken({ ctx, input }: CreateToken): Promise<IssuedToken> {
  const secret = mintSecret();
  const made = await registerToken({ ctx, input: { ...input, secret } });
  if (made === null) throw new EventStoreError('query_failed', 'The same token was minted twice.');
  return { ...made, secret };
}

/**
 * Lets a secret in that was made elsewhere. Answers null when it is known already, whatever became
 * of it: a revoked token cannot come back this way.
 *
 * @throws EventStoreError as `createToken`.
 */
export async function registerToken({ ctx, input }: RegisterToken): Promise<Token | null> {
  const { created_by = null, secret, ...request } = input;
  const wanted = parseInput(newTokenSchema, request);
  const hash = hashSecret(parseInput(tokenSecretSchema, secret));
  return ctx.events.run(async ({ sql }) => {
    const [row] = await sql<TokenRow[]>`
      insert into token (name, prefix, hash, scopes, created_by, expires_at)
      select ${wanted.name}::text, ${prefixOf(secret)}::text, decode(${hash}::text, 'hex'),
             string_to_array(${wanted.scopes.join(',')}::text, ','), ${created_by}::text, moment
      from (select ${wanted.expires_at}::timestamptz) as expiry (moment)
      where moment is null or moment > clock_timestamp()
      on conflict (hash) do nothing
      returning id, name, prefix, scopes, created, created_by, expires_at, last_used_at, revoked_at`.catch(
      (error: unknown) => {
        throw errorCode(error) === '23505' ? nameTaken(wanted.name, error) : error;
      },
    );
    if (row !== undefined) return toToken(row);
    const [known] = await sql`select from token where hash = decode(${hash}::text, 'hex')`;
    if (known !== undefined) return null;
    throw new EventStoreError(
      'invalid_input',
      `The token would have expired at ${wanted.expires_at}. Give a moment in the future, or none.`,
      { issues: [{ path: 'expires_at', message: 'must be in the future' }] },
    );
  });
}

function nameTaken(name: string, cause: unknown): EventStoreError {
  return new EventStoreError(
    'token_name_taken',
    `There is a token "${name}" already. Choose another name, or revoke that one first.`,
    { cause },
  );
}
