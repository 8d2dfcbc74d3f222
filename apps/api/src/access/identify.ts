import { tokenSecretSchema } from '@clew/contracts';
import type { Authentication } from '@clew/event-store';
import { ApiError } from '../errors/api-error.ts';
import type { TokenCache } from './token-cache.ts';

/** What to answer whoever has to show a token and did not, or not a good one. */
export function unauthenticated(message: string, { tried }: { readonly tried: boolean }): ApiError {
  const error = tried ? ', error="invalid_token"' : '';
  return new ApiError('unauthenticated', 'token_refused', message, {
    headers: { 'www-authenticate': `Bearer realm="clew"${error}` },
  });
}

/** Finds whose token this is; what cannot be a token is not looked for. */
export async function identify(tokens: TokenCache, secret: string): Promise<Authentication | null> {
  return tokenSecretSchema.safeParse(secret).success ? tokens.find(secret) : null;
}

/**
 * Lets only a valid token pass.
 *
 * @throws ApiError `unauthenticated` that says why the token lets nobody in.
 */
export function assertValid(found: Authentication | null): asserts found is Authentication {
  if (found?.status === 'valid') return;
  throw unauthenticated(whyNot(found), { tried: true });
}

function whyNot(found: Authentication | null): string {
  switch (found?.status) {
    case 'expired':
      return `The token "${found.token.name}" expired at ${found.token.expires_at}. Ask for a new one.`;
    case 'revoked':
      return `The token "${found.token.name}" was revoked at ${found.token.revoked_at}. Ask for a new one.`;
    default:
      return 'This token is not known here. Check that it is complete, and that it belongs to this server.';
  }
}
