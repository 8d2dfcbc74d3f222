import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from '../api-env.ts';
import { ApiError } from '../errors/api-error.ts';
import type { AllowedHosts } from '../request/allowed-hosts.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Keeps pages of other sites out: the `Host` header must name this server, and a request that may
 * change data and that a browser sent must come from a page of ours. No CORS header is ever sent.
 */
export function guardBrowsers(hosts: AllowedHosts): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!hosts.allowsHost(host)) {
      throw new ApiError(
        'forbidden',
        'host_not_allowed',
        'This server is not known by the name in the Host header. Use localhost, or add the name to CLEW_API_ALLOWED_HOSTS.',
      );
    }
    const origin = c.req.header('origin');
    if (origin !== undefined && !safe.has(c.req.method) && !hosts.allowsOrigin(origin, host)) {
      throw new ApiError(
        'forbidden',
        'origin_not_allowed',
        'Pages of other origins may not change data here. Send the request from a page of this server, or not from a browser.',
      );
    }
    await next();
  };
}
