import { randomUUID } from 'node:crypto';
import type { Redact } from '@clew/automation';
import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from '../api-env.ts';
import type { ApiLog } from '../api-log.ts';
import type { Metrics } from '../metrics.ts';
import { shownPath } from '../request/shown-path.ts';

const acceptable = /^[A-Za-z0-9._-]{1,64}$/;

/** Asked for every few seconds by machines; not worth a line each. */
const probes = new Set(['/health', '/ready', '/metrics']);

/**
 * Gives each request an id (its own `x-request-id`, when that is harmless to log), and logs and
 * measures the answer. Bodies and queries are never logged.
 */
export function observeRequests(deps: {
  readonly logger: ApiLog;
  readonly metrics: Metrics;
  readonly redact: Redact;
}): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const started = performance.now();
    const offered = c.req.header('x-request-id') ?? '';
    const requestId = acceptable.test(offered) ? deps.redact(offered) : randomUUID();
    c.set('requestId', requestId);
    c.set('route', 'unmatched');
    await next();
    c.res.headers.set('x-request-id', requestId);
    const route = c.get('route');
    const ms = performance.now() - started;
    const method = c.req.method.toLowerCase();
    deps.metrics.observe({ method, route, status: c.res.status, seconds: ms / 1000 });
    const line = {
      request_id: requestId,
      method,
      path: shownPath({ route, url: c.req.url }),
      route,
      status: c.res.status,
      ms: Math.round(ms * 10) / 10,
    };
    if (probes.has(route)) deps.logger.debug(line, 'request');
    else deps.logger.info(line, 'request');
  };
}
