import { fileURLToPath } from 'node:url';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { getPath } from 'hono/utils/url';
import type { ApiContext } from './api-context.ts';
import type { ApiEnv } from './api-env.ts';
import { ApiError } from './errors/api-error.ts';
import { problemResponse } from './errors/problem-response.ts';
import { redactProblem } from './errors/redact-problem.ts';
import { toProblem } from './errors/to-problem.ts';
import { handlers } from './handlers/handlers.ts';
import { auditRequests } from './middleware/audit-requests.ts';
import { guardBrowsers } from './middleware/guard-browsers.ts';
import { limitAddress } from './middleware/limit-address.ts';
import { observeRequests } from './middleware/observe-requests.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { serveReference } from './pages/reference.ts';
import { serveWebUi } from './pages/web-ui.ts';
import { refuseOtherMethods, registerRoutes } from './register-routes.ts';
import { foldSymbolPath } from './request/fold-symbol-path.ts';
import { shownPath } from './request/shown-path.ts';

const builtWebUi = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** What Hono itself refuses is the request's fault; what else it throws is not. */
function explained(error: unknown): unknown {
  return error instanceof HTTPException && error.status < 500
    ? new ApiError('invalid_request', 'request_invalid', error.message, { cause: error })
    : error;
}

/** The HTTP face of the stores in `ctx`. */
export function createApp(ctx: ApiContext): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({ getPath: (request) => foldSymbolPath(getPath(request)) });

  const refuse = (
    error: unknown,
    c: Context<ApiEnv>,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const requestId = c.get('requestId');
    const problem = redactProblem(
      toProblem(error, {
        instance: shownPath({ route: c.get('route'), url: c.req.url }),
        requestId,
      }),
      ctx.redact,
    );
    c.set('problem', problem.code);
    if (problem.status >= 500) {
      // A question is given up when nobody waits for its answer any more: no fault of anyone.
      const level = c.req.raw.signal.aborted ? 'debug' : 'error';
      ctx.logger[level]({ err: error, request_id: requestId, route: c.get('route') }, 'failed');
    }
    return problemResponse(
      problem,
      error instanceof ApiError ? { ...error.headers, ...headers } : headers,
    );
  };

  app.onError((error, c) => refuse(explained(error), c));
  app.notFound((c) =>
    refuse(
      new ApiError(
        'not_found',
        'route_unknown',
        `There is nothing at ${c.req.path}. All routes are listed in /openapi.json.`,
      ),
      c,
    ),
  );

  app.use(observeRequests(ctx));
  app.use(securityHeaders());
  app.use(auditRequests(ctx));
  app.use(limitAddress());
  app.use(guardBrowsers(ctx.hosts));

  registerRoutes(app, { ctx, handlers });
  refuseOtherMethods(app, ({ allow, detail }, c) =>
    refuse(new ApiError('method_not_allowed', 'method_not_allowed', detail), c, { allow }),
  );
  serveReference(app);
  serveWebUi(app, { folder: builtWebUi });
  return app;
}
