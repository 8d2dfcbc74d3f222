import type { RouteAddress, RouteSpec } from '@clew/contracts/api';
import { QueryClient, queryOptions } from '@tanstack/react-query';
import { call } from './api.ts';
import { ApiError } from './api-error.ts';

const attempts = 3;

/** Answers are fresh for a moment; only a silent API is asked again, a refusal stands. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        retry: (failures, error) =>
          error instanceof ApiError && error.code === 'unreachable' && failures < attempts - 1,
        retryDelay: 400,
      },
    },
  });
}

/** A question to the API, cached under its route and address. */
export function ask<R extends RouteSpec>(route: R, address: RouteAddress<R>) {
  return queryOptions({
    queryKey: keyOf(route, address),
    queryFn: ({ signal }) => call(route, address, { signal }),
  });
}

/** The cache key of a question; starts with the route's path, so that one kind can be refreshed. */
export function keyOf<R extends RouteSpec>(route: R, address: RouteAddress<R>) {
  return [route.path, address.params ?? null, address.query ?? null] as const;
}
