import { type RouteAddress, type RouteSpec, routes } from '@clew/contracts/api';
import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import { call } from './api.ts';
import { ApiError, isUnauthenticated } from './api-error.ts';

const attempts = 3;
const retryMs = 400;
const longestWaitMs = 30_000;

/**
 * Answers are fresh for a moment. A silent or overburdened API is asked again, a refusal stands. When
 * a question is refused because the session ended, that is asked for again.
 */
export function createQueryClient(): QueryClient {
  const session = keyOf(routes.getSession, {});
  const onError = (error: Error) => {
    if (!isUnauthenticated(error)) return;
    if (client.getQueryState(session)?.status !== 'success') return;
    void client.invalidateQueries({ queryKey: session });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    defaultOptions: {
      // The API is on this machine or on its network: whether the internet is there says nothing.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 2_000,
        retry: asksAgain,
        retryDelay: (_failures, error) => waitBefore(error),
      },
    },
  });
  return client;
}

/** Whether a question that failed so often already is asked once more. */
export function asksAgain(failures: number, error: Error): boolean {
  return error instanceof ApiError && error.passing && failures < attempts - 1;
}

/** How long to wait before that, in milliseconds. */
export function waitBefore(error: Error): number {
  const asked = error instanceof ApiError ? error.waitMs : null;
  return Math.min(asked ?? retryMs, longestWaitMs);
}

/** A question to the API, cached under its route and address. */
export function ask<R extends RouteSpec>(route: R, address: RouteAddress<R>) {
  return queryOptions({
    queryKey: keyOf(route, address),
    queryFn: ({ signal }) => call(route, address, { signal }),
  });
}

/** The same question, asked anew whenever `moment` is another one: the state that its answer hangs on. */
export function askAt<R extends RouteSpec>(
  route: R,
  address: RouteAddress<R>,
  moment: string | number | null,
) {
  return queryOptions({
    queryKey: [...keyOf(route, address), moment] as const,
    queryFn: ({ signal }) => call(route, address, { signal }),
  });
}

/** Rows of a page that a list asks for. */
const pageSize = 100;

/** A list of the API as `useKeysetRows` takes it. */
export function listOf<R extends RouteSpec>(route: R, query: RouteAddress<R>['query']) {
  return {
    queryKey: [route.path, query],
    fetchPage: (cursor: string | undefined, signal: AbortSignal) =>
      call(route, pageAddress<R>({ ...query, limit: pageSize, cursor }), { signal }),
  };
}

/** Every list takes a limit and a cursor besides its filters. */
function pageAddress<R extends RouteSpec>(query: object): RouteAddress<R> {
  return { query } as RouteAddress<R>;
}

/** The cache key of a question; starts with the route's path, so that one kind can be refreshed. */
export function keyOf<R extends RouteSpec>(route: R, address: RouteAddress<R>) {
  return [route.path, address.params ?? null, address.query ?? null] as const;
}
