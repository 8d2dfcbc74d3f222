import type { z } from 'zod';
import type { RouteParams, RouteQuery, RouteSpec } from './route.ts';

/** What fills a route's address: all path parameters, any query parameters. */
export type RouteAddress<R extends RouteSpec> = (R extends { readonly params: z.ZodObject }
  ? { readonly params: RouteParams<R> }
  : { readonly params?: undefined }) & {
  readonly query?: { readonly [K in keyof RouteQuery<R>]?: RouteQuery<R>[K] | undefined };
};

/**
 * The path and query of a request, e.g. `/api/v1/codebases/clew/symbols?q=openGraph`. Path values
 * are percent-encoded as one segment each; query values that are undefined are left out.
 */
export function routeUrl<R extends RouteSpec>(route: R, address: RouteAddress<R>): string {
  const params: Readonly<Record<string, unknown>> = address.params ?? {};
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries<unknown>(address.query ?? {})) {
    if (value !== undefined) query.set(key, String(value));
  }
  return query.size === 0 ? path : `${path}?${query}`;
}
