import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from '../api-env.ts';
import { ApiError } from '../errors/api-error.ts';

/** Path and query together. */
const maxLength = 8192;

/** Refuses addresses that are longer than any question of ours. */
export function limitAddress(): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    if (pathname.length + search.length > maxLength) {
      throw new ApiError(
        'uri_too_long',
        'address_too_long',
        `Path and query may have ${maxLength} characters together at most. Ask for less.`,
      );
    }
    await next();
  };
}
