import { rm } from 'node:fs/promises';
import { type RouteName, routes, routeUrl } from '@clew/contracts/api';
import { badBodies, get, momentCases, post } from './case-calls.ts';
import { names } from './fixture-facts.ts';
import type { RouteCase } from './route-case.ts';
import { addCodebase, type World } from './seeded-world.ts';

const impactUrl = (w: World) => routeUrl(routes.getChangeImpact, { params: { name: w.codebase } });

const patch = [
  '--- a/packages/graph-store/src/open-graph.ts',
  '+++ b/packages/graph-store/src/open-graph.ts',
  '@@ -3 +3 @@',
  '-a',
  '+b',
  '',
].join('\n');

const pathsUrl = (w: World, query: object, name = w.codebase) =>
  routeUrl(routes.findPaths, {
    params: { name },
    query: { from: names.getCodebase, to: names.openGraph, ...query },
  });

const testsUrl = ({ codebase }: Pick<World, 'codebase'>, query: object = {}) =>
  routeUrl(routes.getAffectedTests, { params: { name: codebase }, query });

const cyclesUrl = ({ codebase }: Pick<World, 'codebase'>, query: object = {}) =>
  routeUrl(routes.findCycles, { params: { name: codebase }, query });

const deadCodeUrl = ({ codebase }: Pick<World, 'codebase'>, query: object = {}) =>
  routeUrl(routes.findDeadCode, { params: { name: codebase }, query });

const hotspotsUrl = ({ codebase }: Pick<World, 'codebase'>, query: object = {}) =>
  routeUrl(routes.findHotspots, { params: { name: codebase }, query });

const queryUrl = ({ codebase }: Pick<World, 'codebase'>) =>
  routeUrl(routes.queryGraph, { params: { name: codebase } });

/** Every route that asks about a graph as a whole, or about a change. */
export const questionRouteCases = {
  getChangeImpact: [
    ...momentCases(
      (name) => routeUrl(routes.getChangeImpact, { params: { name } }),
      (path) => post(path, () => ({ patch })),
    ),
    {
      status: 200,
      when: 'symbols are named',
      call: post(impactUrl, () => ({ targets: [names.openGraph], depth: 2 })),
    },
    { status: 200, when: 'a patch is given', call: post(impactUrl, () => ({ patch })) },
    {
      status: 200,
      when: 'lines are given',
      call: post(impactUrl, () => ({
        ranges: [{ file: 'packages/graph-store/src/open-graph.ts', start_line: 1, end_line: 9 }],
      })),
    },
    {
      status: 400,
      when: 'the patch is none',
      call: post(impactUrl, () => ({ patch: 'hello' })),
    },
    {
      status: 400,
      when: 'a range ends before it starts',
      call: post(impactUrl, () => ({ ranges: [{ file: 'a.ts', start_line: 2, end_line: 1 }] })),
    },
    {
      status: 404,
      when: 'a symbol is unknown',
      call: post(impactUrl, () => ({ targets: [`${names.openGraph}s`] })),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: post(
        () => routeUrl(routes.getChangeImpact, { params: { name: 'nowhere' } }),
        () => ({ targets: [names.openGraph] }),
      ),
    },
    ...badBodies(impactUrl),
  ],
  findPaths: [
    ...momentCases((name) =>
      routeUrl(routes.findPaths, {
        params: { name },
        query: { from: names.getCodebase, to: names.openGraph },
      }),
    ),
    { status: 200, when: 'both symbols exist', call: get((w) => pathsUrl(w, {})) },
    {
      status: 200,
      when: 'the relations are named',
      call: get((w) => pathsUrl(w, { relations: 'calls,references', depth: 3, limit: 1 })),
    },
    {
      status: 400,
      when: 'a relation is unknown',
      call: get((w) => pathsUrl(w, { relations: 'calls,likes' })),
    },
    {
      status: 404,
      when: 'a symbol is unknown',
      call: get((w) => pathsUrl(w, { to: `${names.openGraph}s` })),
    },
    { status: 404, when: 'the codebase is unknown', call: get((w) => pathsUrl(w, {}, 'nowhere')) },
  ],
  getAffectedTests: [
    {
      status: 200,
      when: 'the root is a repository',
      async call(w) {
        await w.commitAll();
        return w.api.send('GET', testsUrl(w, { base: 'HEAD' }));
      },
    },
    { status: 400, when: 'no base is named', call: get((w) => testsUrl(w, {})) },
    {
      status: 400,
      when: 'the past is asked for, of which the files are gone',
      call: get((w) => `${testsUrl(w, { base: 'HEAD' })}&at=1`),
    },
    {
      status: 400,
      when: 'the base looks like an option',
      call: get((w) => testsUrl(w, { base: '--output=x' })),
    },
    {
      status: 400,
      when: 'the base is unknown to git',
      async call(w) {
        await w.commitAll();
        return w.api.send('GET', testsUrl(w, { base: 'nowhere' }));
      },
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: get(() => testsUrl({ codebase: 'nowhere' }, { base: 'HEAD' })),
    },
    {
      status: 422,
      when: 'the root is in no repository',
      call: get((w) => testsUrl({ codebase: w.spare }, { base: 'HEAD' })),
    },
    {
      status: 503,
      when: 'the folder of the codebase is gone',
      async call({ api }) {
        const root = await addCodebase(api, 'rootless');
        await rm(root, { recursive: true });
        return api.send('GET', testsUrl({ codebase: 'rootless' }, { base: 'HEAD' }));
      },
    },
  ],
  getAffectedTestsOfPatch: [
    ...momentCases(
      (codebase) => testsUrl({ codebase }),
      (path) => post(path, () => ({ patch })),
    ),
    {
      status: 200,
      when: 'the patch is one',
      call: post(
        (w) => testsUrl(w),
        () => ({ patch }),
      ),
    },
    {
      status: 400,
      when: 'the patch is none',
      call: post(
        (w) => testsUrl(w),
        () => ({ patch: 'hello' }),
      ),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: post(
        () => testsUrl({ codebase: 'nowhere' }),
        () => ({ patch }),
      ),
    },
    ...badBodies((w) => testsUrl(w)),
  ],
  findCycles: [
    ...momentCases((codebase) => cyclesUrl({ codebase })),
    { status: 200, when: 'nothing is asked in particular', call: get((w) => cyclesUrl(w)) },
    {
      status: 200,
      when: 'symbols are asked for',
      call: get((w) => cyclesUrl(w, { level: 'symbol', relations: 'calls', types: true })),
    },
    {
      status: 400,
      when: 'the level is unknown',
      call: get((w) => cyclesUrl(w, { level: 'galaxy' })),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: get(() => cyclesUrl({ codebase: 'nowhere' })),
    },
  ],
  findDeadCode: [
    ...momentCases((codebase) => deadCodeUrl({ codebase })),
    { status: 200, when: 'nothing is asked in particular', call: get((w) => deadCodeUrl(w)) },
    {
      status: 200,
      when: 'roots are named and tests do not count',
      call: get((w) => deadCodeUrl(w, { roots: 'src/*.ts,app#main', tests: false, certain: true })),
    },
    {
      status: 400,
      when: 'a flag is neither true nor false',
      call: get((w) => deadCodeUrl(w, { tests: 'perhaps' })),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: get(() => deadCodeUrl({ codebase: 'nowhere' })),
    },
  ],
  findHotspots: [
    ...momentCases((codebase) => hotspotsUrl({ codebase })),
    { status: 200, when: 'nothing is asked in particular', call: get((w) => hotspotsUrl(w)) },
    {
      status: 200,
      when: 'files are asked for in an order',
      call: get((w) => hotspotsUrl(w, { level: 'file', order: 'dependants', limit: 1 })),
    },
    {
      status: 400,
      when: 'the order is unknown',
      call: get((w) => hotspotsUrl(w, { order: 'beauty' })),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: get(() => hotspotsUrl({ codebase: 'nowhere' })),
    },
  ],
  queryGraph: [
    ...momentCases(
      (codebase) => queryUrl({ codebase }),
      (path) => post(path, () => ({ start: [names.openGraph] })),
    ),
    {
      status: 200,
      when: 'the start exists',
      call: post(queryUrl, () => ({
        start: [names.openGraph],
        direction: 'both',
        filters: { kinds: ['function'], origins: ['project'], file_prefix: 'packages/' },
      })),
    },
    { status: 400, when: 'no start is named', call: post(queryUrl, () => ({ start: [] })) },
    {
      status: 404,
      when: 'a symbol is unknown',
      call: post(queryUrl, () => ({ start: [`${names.openGraph}s`] })),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: post(
        () => queryUrl({ codebase: 'nowhere' }),
        () => ({ start: [names.openGraph] }),
      ),
    },
    ...badBodies(queryUrl),
  ],
} satisfies Partial<Record<RouteName, readonly RouteCase[]>>;
