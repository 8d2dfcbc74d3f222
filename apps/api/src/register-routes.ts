import type { JsonValue } from '@clew/contracts';
import { type RouteName, type RouteSpec, type Routes, routes } from '@clew/contracts/api';
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { anonymous } from './access/actor.ts';
import type { ApiContext } from './api-context.ts';
import type { ApiEnv } from './api-env.ts';
import { ApiError } from './errors/api-error.ts';
import { requestInvalid } from './errors/request-issues.ts';
import { asAsked } from './graphs/as-asked.ts';
import type { Call, Handler, Handlers, Reply } from './handlers/handler.ts';
import { checkAccess } from './middleware/check-access.ts';
import { clientAddress } from './request/client-address.ts';
import { readBytes } from './request/read-bytes.ts';
import { readJsonBody } from './request/read-json-body.ts';
import { refuseSecrets } from './request/refuse-secrets.ts';

const none = z.strictObject({});

/**
 * Runs first on every route: lets what runs around the request know which route it met, and refuses
 * text that no store can keep.
 */
function meetRoute(name: RouteName, route: RouteSpec): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    c.set('route', route.path);
    c.set('operation', name);
    const params: Readonly<Record<string, string>> = c.req.param();
    const texts = [...Object.values(params), ...Object.values(c.req.queries()).flat()];
    if (texts.some((text) => text.includes('\0'))) {
      throw new ApiError(
        'invalid_request',
        'request_invalid',
        'Leave NUL (%00) out of the address.',
      );
    }
    await next();
  };
}

/** Events are stored without the secrets that they hold; a token may well be a secret of rules. */
const mayHoldSecrets: ReadonlySet<RouteSpec> = new Set([routes.createEvents, routes.createSession]);

async function bodyOf(
  { redact }: ApiContext,
  route: RouteSpec,
  request: Request,
): Promise<unknown> {
  if (route.body === undefined) return undefined;
  const optional = route.body.optional === true;
  const body = await readJsonBody(request, { optional });
  if (body === undefined) return undefined;
  const parsed = route.body.schema.safeParse(body);
  if (!parsed.success) throw requestInvalid('body', parsed.error);
  if (!mayHoldSecrets.has(route)) refuseSecrets(body as JsonValue, redact);
  return parsed.data;
}

/**
 * The parts of a request, as the route's own schemas parsed them; that is what makes the cast safe.
 * Path and query were checked by the validators that `openapi` put before the handler.
 */
async function callOf<R extends RouteSpec>(
  ctx: ApiContext,
  route: R,
  c: Context<ApiEnv>,
): Promise<Call<R>> {
  const valid = c.req.valid as (target: 'param' | 'query') => unknown;
  return {
    ctx,
    params: route.params === undefined ? {} : valid.call(c.req, 'param'),
    query: route.query === undefined ? {} : valid.call(c.req, 'query'),
    body: await bodyOf(ctx, route, c.req.raw),
    headers: c.req.raw.headers,
    readBody: (maxBytes) => readBytes(c.req.raw, maxBytes),
    actor: c.get('actor') ?? anonymous,
    become: (actor) => c.set('actor', actor),
    address: clientAddress(c),
    signal: c.req.raw.signal,
  } as Call<R>;
}

function respond<R extends RouteSpec>(route: R, reply: Reply<R>, method: string): Response {
  const { status, body, headers } = reply as {
    readonly status: number;
    readonly body: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  };
  const type = route.answers[status]?.mediaType;
  const answer = { status, headers: { ...headers, 'content-type': type ?? 'application/json' } };
  if (body instanceof ReadableStream) {
    if (method !== 'HEAD') return new Response(body, answer);
    void body.cancel();
    return new Response(null, answer);
  }
  return new Response(type === undefined ? JSON.stringify(body) : String(body), answer);
}

/** Registers every route of the contracts with its handler. The document is made apart. */
export function registerRoutes(
  app: OpenAPIHono<ApiEnv>,
  { ctx, handlers }: { readonly ctx: ApiContext; readonly handlers: Handlers },
): void {
  const register = <Name extends RouteName>(name: Name) => {
    const route: Routes[Name] & RouteSpec = routes[name];
    const handler: Handler<Routes[Name]> = handlers[name];
    app.openapi(
      createRoute({
        hide: true,
        method: route.method,
        path: route.path,
        middleware: [meetRoute(name, route), checkAccess(route, ctx.access)],
        request: {
          ...(route.params === undefined ? {} : { params: route.params }),
          ...(route.tag === 'system' ? {} : { query: route.query ?? none }),
        },
        responses: { 200: { description: 'As the contracts say.' } },
      }),
      async (c) => {
        const { call, headers } = await asAsked(await callOf(ctx, route, c));
        const reply = await handler(call);
        return respond(
          route,
          { ...reply, headers: { ...headers, ...reply.headers } },
          c.req.raw.method,
        );
      },
      (result) => {
        if (!result.success) {
          throw requestInvalid(result.target === 'param' ? 'path' : 'query', result.error);
        }
        return undefined;
      },
    );
  };

  for (const name of Object.keys(routes) as RouteName[]) register(name);
}

const fixedDetails: Readonly<Record<string, string>> = {
  '/api/v1/events': 'Events never change. Record a new one with POST.',
  '/api/v1/events/{id}': 'Events never change. Record a new one with POST /api/v1/events.',
};

/** Answers 405 where a path is known but the method is not. Must run after `registerRoutes`. */
export function refuseOtherMethods(
  app: OpenAPIHono<ApiEnv>,
  refuse: (
    input: { readonly allow: string; readonly detail: string },
    c: Context<ApiEnv>,
  ) => Response,
): void {
  const methods = new Map<string, string[]>();
  for (const route of Object.values<RouteSpec>(routes)) {
    methods.set(route.path, [...(methods.get(route.path) ?? []), route.method.toUpperCase()]);
  }
  for (const [path, known] of methods) {
    const allow = [...known, ...(known.includes('GET') ? ['HEAD'] : [])].sort().join(', ');
    const detail = fixedDetails[path] ?? `Here only ${allow} can be used.`;
    app.all(path.replaceAll(/\{(\w+)\}/g, ':$1'), (c) => {
      c.set('route', path);
      return refuse({ allow, detail }, c);
    });
  }
}
