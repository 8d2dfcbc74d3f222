import { routes, routeUrl } from '@clew/contracts/api';
import { badLimit, get, momentCases } from './case-calls.ts';
import { names } from './fixture-facts.ts';
import type { RouteCase } from './route-case.ts';
import type { World } from './seeded-world.ts';

const inClew = (world: World) => ({ name: world.codebase });

/** Cases that both lists have. */
function listCases(
  route: typeof routes.listEntryPoints | typeof routes.listExternalDependencies,
): readonly RouteCase[] {
  return [
    {
      status: 200,
      when: 'all are asked for',
      call: get((w) => routeUrl(route, { params: inClew(w) })),
    },
    {
      status: 400,
      when: 'the type is unknown',
      call: get((w) => `${routeUrl(route, { params: inClew(w) })}?type=telepathy`),
    },
    {
      status: 400,
      when: 'the limit is 0',
      call: get((w) => routeUrl(route, { params: inClew(w), query: badLimit })),
    },
    {
      status: 400,
      when: 'the cursor is none of ours',
      call: get((w) => routeUrl(route, { params: inClew(w), query: { cursor: 'bm9uc2Vuc2U' } })),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: get(() => routeUrl(route, { params: { name: 'nowhere' } })),
    },
  ];
}

/** The routes about entry points and external dependencies. */
export const entryPointCases = {
  listEntryPoints: [
    ...listCases(routes.listEntryPoints),
    ...momentCases((name) => routeUrl(routes.listEntryPoints, { params: { name } })),
    {
      status: 200,
      when: 'every filter is given',
      call: get((w: World) =>
        routeUrl(routes.listEntryPoints, {
          params: inClew(w),
          query: { type: 'http_api', q: '/orders', limit: 1 },
        }),
      ),
    },
  ],
  listExternalDependencies: [
    ...listCases(routes.listExternalDependencies),
    ...momentCases((name) => routeUrl(routes.listExternalDependencies, { params: { name } })),
    {
      status: 200,
      when: 'every filter is given',
      call: get((w: World) =>
        routeUrl(routes.listExternalDependencies, {
          params: inClew(w),
          query: { type: 'sqlite', target: 'db', caller: names.openGraph, limit: 1 },
        }),
      ),
    },
    {
      status: 404,
      when: 'the caller is unknown',
      call: get((w: World) =>
        routeUrl(routes.listExternalDependencies, {
          params: inClew(w),
          query: { caller: `${names.openGraph}s` },
        }),
      ),
    },
  ],
} as const;
