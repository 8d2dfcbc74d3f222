import type { RouteSpec } from '@clew/contracts/api';
import type { Context, MiddlewareHandler } from 'hono';
import type { Access } from '../access/access.ts';
import { allowsScope } from '../access/allows-scope.ts';
import { guardStream } from '../access/guard-stream.ts';
import { assertValid, identify, unauthenticated } from '../access/identify.ts';
import { refuseFlood } from '../access/refuse-flood.ts';
import { readSession } from '../access/session-cookie.ts';
import type { ApiEnv } from '../api-env.ts';
import { ApiError } from '../errors/api-error.ts';
import { clientAddress } from '../request/client-address.ts';

/**
 * The one place that decides who may do what. A route lets in whoever shows a token that is valid and
 * includes the scope of the route, often enough but not too often; an open route lets in everybody.
 */
export function checkAccess(route: RouteSpec, access: Access): MiddlewareHandler<ApiEnv> {
  const use = route.method === 'get' ? 'read' : 'write';
  return async (c, next) => {
    if (route.open === true) return next();
    const secret = secretOf(c);
    const found = secret === null ? null : await identify(access.tokens, secret);
    if (found === null || found.status !== 'valid') {
      // Guessing is hopeless, but each guess costs a question and a line of the audit log.
      refuseFlood(access.limits.take(`address ${clientAddress(c)}`, 'write'));
    }
    if (secret === null) {
      throw unauthenticated(
        'Send a token in the header "Authorization: Bearer …". The first one is in the file CLEW_HOME/token.',
        { tried: false },
      );
    }
    if (found !== null) {
      const { name, id, scopes, expires_at } = found.token;
      c.set('actor', { name, token: id, scopes, expires_at });
    }
    assertValid(found);
    if (!allowsScope(found.token.scopes, route.scope)) {
      throw new ApiError(
        'forbidden',
        'scope_missing',
        `The token "${found.token.name}" lacks the scope "${route.scope}". Use a token that has it.`,
        {
          headers: {
            'www-authenticate': `Bearer realm="clew", error="insufficient_scope", scope="${route.scope}"`,
          },
        },
      );
    }
    refuseFlood(access.limits.take(`token ${found.token.id}`, use));
    await next();
    const type = c.res.headers.get('content-type');
    if (type === 'text/event-stream' && c.res.body !== null && secret !== null) {
      c.res = new Response(guardStream(c.res.body, { tokens: access.tokens, secret }), c.res);
    }
  };
}

/**
 * The token that came with a request. That of a cookie may change data only when the browser says
 * which page asks, as every browser does; whether it is one of ours was checked before.
 */
function secretOf(c: Context<ApiEnv>): string | null {
  const header = c.req.header('authorization');
  if (header !== undefined) return /^bearer +(\S+) *$/i.exec(header)?.[1] ?? '';
  const changes = !['GET', 'HEAD'].includes(c.req.method);
  if (changes && c.req.header('origin') === undefined) return null;
  return readSession(c.req.raw.headers) ?? null;
}
