import { type RouteName, routes, routeUrl } from '@clew/contracts/api';
import { badLimit, get, momentCases } from './case-calls.ts';
import type { RouteCase } from './route-case.ts';
import type { World } from './seeded-world.ts';

const antiPatternsUrl = ({ codebase }: Pick<World, 'codebase'>, query: object = {}) =>
  routeUrl(routes.listAntiPatterns, { params: { name: codebase }, query });

const layersUrl = ({ codebase }: Pick<World, 'codebase'>) =>
  routeUrl(routes.getLayers, { params: { name: codebase } });

/** Routes that tell how a codebase keeps its architecture. */
export const architectureRouteCases = {
  listAntiPatterns: [
    ...momentCases((name) => routeUrl(routes.listAntiPatterns, { params: { name } })),
    { status: 200, when: 'nothing is asked for', call: get((w) => antiPatternsUrl(w)) },
    {
      status: 200,
      when: 'every filter is given',
      call: get((w) =>
        antiPatternsUrl(w, { rule: 'arch.none', severity: 'error', status: 'new', limit: 1 }),
      ),
    },
    { status: 400, when: 'the limit is 0', call: get((w) => antiPatternsUrl(w, badLimit)) },
    {
      status: 400,
      when: 'the cursor is none of ours',
      call: get((w) => antiPatternsUrl(w, { cursor: 'bm9uc2Vuc2U' })),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: get(() => antiPatternsUrl({ codebase: 'nowhere' })),
    },
  ],
  getLayers: [
    { status: 200, when: 'there are none', call: get(layersUrl) },
    ...momentCases((codebase) => layersUrl({ codebase })),
    {
      status: 400,
      when: 'the name of the codebase cannot be one',
      call: get(() => layersUrl({ codebase: 'No Such Name' })),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: get(() => layersUrl({ codebase: 'nowhere' })),
    },
  ],
} satisfies { readonly [Name in RouteName]?: readonly RouteCase[] };
