import type { RouteSpec } from '@clew/contracts/api';
import type { Call } from '../handlers/handler.ts';

/**
 * Turns a call of a route with `momentParameters` to the past when it says `at`: its handler finds the
 * graph of then where it looks for the present one, and need not know. The headers say which it is.
 *
 * @throws GraphError as `Graphs.asOf` does
 */
export async function asAsked<R extends RouteSpec>(
  call: Call<R>,
): Promise<{ readonly call: Call<R>; readonly headers: Readonly<Record<string, string>> }> {
  const { at, ...query } = call.query as { readonly at?: unknown };
  const { name } = call.params as { readonly name?: unknown };
  if (typeof at !== 'string' || typeof name !== 'string') return { call, headers: {} };
  const { graphs, past } = await call.ctx.graphs.asOf(name, { at, signal: call.signal });
  return {
    // The query is the route's own, without what was answered here.
    call: { ...call, ctx: { ...call.ctx, graphs }, query: query as Call<R>['query'] },
    headers: {
      'clew-revision': String(past.revision),
      ...(past.commit === null ? {} : { 'clew-commit': past.commit }),
    },
  };
}
