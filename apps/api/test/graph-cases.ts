import { type RouteName, routes, routeUrl } from '@clew/contracts/api';
import { badBodies, badLimit, get, momentCases, post } from './case-calls.ts';
import { names } from './fixture-facts.ts';
import type { RouteCase } from './route-case.ts';
import { addCodebase, type World } from './seeded-world.ts';

const inClew = (world: World) => ({ name: world.codebase });
const openGraph = (world: World) => ({ ...inClew(world), fqn: names.openGraph });
const nowhere = { name: 'nowhere' };
const codebases = () => routes.createCodebase.path;

/** Cases that every list of a codebase has. */
function listCases(
  route: typeof routes.listRevisions | typeof routes.listFiles | typeof routes.searchSymbols,
): readonly RouteCase[] {
  return [
    {
      status: 200,
      when: 'there are some',
      call: get((w) => routeUrl(route, { params: inClew(w) })),
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
      call: get(() => routeUrl(route, { params: nowhere })),
    },
  ];
}

/** Cases that every question about a symbol has. */
function symbolCases(
  route:
    | typeof routes.getSymbol
    | typeof routes.getSymbolSource
    | typeof routes.previewDeletion
    | typeof routes.getCallers
    | typeof routes.getCallees
    | typeof routes.getImpact,
): readonly RouteCase[] {
  const url = (params: { name: string; fqn: string }) => routeUrl(route, { params });
  return [
    { status: 200, when: 'the symbol exists', call: get((w) => url(openGraph(w))) },
    {
      status: 400,
      when: 'the name of the codebase cannot be one',
      call: get((w) => url({ ...openGraph(w), name: 'No Such Name' })),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: get((w) => url({ ...openGraph(w), ...nowhere })),
    },
    {
      status: 404,
      when: 'the symbol is unknown',
      call: get((w) => url({ ...openGraph(w), fqn: `${names.openGraph}s` })),
    },
  ];
}

/** Every route about codebases and their graphs. */
export const graphRouteCases = {
  listCodebases: [
    { status: 200, when: 'there are some', call: get(codebases) },
    { status: 400, when: 'the limit is 0', call: get(() => `${codebases()}?limit=0`) },
  ],
  createCodebase: [
    {
      status: 201,
      when: 'it is new',
      call: post(codebases, (w) => ({ name: 'fresh', root: w.root })),
    },
    {
      status: 409,
      when: 'the name is taken',
      call: post(codebases, (w) => ({ name: w.codebase, root: w.root })),
    },
    {
      status: 400,
      when: 'the root does not exist',
      call: post(codebases, (w) => ({ name: 'lost', root: `${w.root}/lost` })),
    },
    {
      status: 400,
      when: 'the root is relative',
      call: post(codebases, () => ({ name: 'lost', root: 'src' })),
    },
    ...badBodies(codebases),
  ],
  getCodebase: [
    {
      status: 200,
      when: 'it exists',
      call: get((w) => routeUrl(routes.getCodebase, { params: inClew(w) })),
    },
    { status: 400, when: 'the name cannot be one', call: get(() => `${codebases()}/-`) },
    { status: 404, when: 'it does not exist', call: get(() => `${codebases()}/nowhere`) },
    ...momentCases((name) => routeUrl(routes.getCodebase, { params: { name } })),
  ],
  deleteCodebase: [
    {
      status: 200,
      when: 'it exists',
      async call({ api }) {
        await addCodebase(api, 'doomed');
        return api.send('DELETE', `${codebases()}/doomed`);
      },
    },
    {
      status: 409,
      when: 'it is being indexed',
      async call(world) {
        await addCodebase(world.api, 'busy');
        await world.startIndexing('busy');
        return world.api.send('DELETE', `${codebases()}/busy`);
      },
    },
    {
      status: 400,
      when: 'the name cannot be one',
      call: (w) => w.api.send('DELETE', `${codebases()}/-`),
    },
    {
      status: 404,
      when: 'it does not exist',
      call: (w) => w.api.send('DELETE', `${codebases()}/nowhere`),
    },
  ],
  indexCodebase: [
    { status: 202, when: 'everything is asked for', call: post((w) => indexUrl(w.codebase)) },
    {
      status: 202,
      when: 'paths are named',
      call: post(
        (w) => indexUrl(w.codebase),
        () => ({ paths: ['src/a.ts'] }),
      ),
    },
    {
      status: 409,
      when: 'a job for other paths is unfinished',
      async call(world) {
        await addCodebase(world.api, 'partly');
        await world.api.send('POST', indexUrl('partly'), { json: { paths: ['src/a.ts'] } });
        return world.api.send('POST', indexUrl('partly'));
      },
    },
    {
      status: 403,
      when: 'a path leads out of the codebase through a link',
      async call(world) {
        await world.linkOutside('out');
        return world.api.send('POST', indexUrl(world.codebase), { json: { paths: ['out/x.ts'] } });
      },
    },
    {
      status: 400,
      when: 'a path climbs out of the codebase',
      call: post(
        (w) => indexUrl(w.codebase),
        () => ({ paths: ['../secret.ts'] }),
      ),
    },
    { status: 404, when: 'the codebase is unknown', call: post(() => indexUrl('nowhere')) },
    ...badBodies((w) => indexUrl(w.codebase)),
  ],
  listRevisions: [
    ...listCases(routes.listRevisions),
    ...momentCases((name) => routeUrl(routes.listRevisions, { params: { name } })),
  ],
  checkIntegrity: [
    {
      status: 200,
      when: 'the codebase exists',
      call: get((w) => routeUrl(routes.checkIntegrity, { params: inClew(w) })),
    },
    { status: 400, when: 'the name cannot be one', call: get(() => `${codebases()}/-/integrity`) },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: get(() => `${codebases()}/nowhere/integrity`),
    },
  ],
  listFiles: [
    ...listCases(routes.listFiles),
    ...momentCases((name) => routeUrl(routes.listFiles, { params: { name } })),
  ],
  searchSymbols: [
    ...listCases(routes.searchSymbols),
    ...momentCases((name) => routeUrl(routes.searchSymbols, { params: { name } })),
    {
      status: 200,
      when: 'every filter is given',
      call: get((w) =>
        routeUrl(routes.searchSymbols, {
          params: inClew(w),
          query: {
            q: 'openGraph',
            kind: 'function',
            origin: 'project',
            file: 'packages/graph-store/src/open-graph.ts',
            limit: 1,
          },
        }),
      ),
    },
    {
      status: 400,
      when: 'the kind is unknown',
      call: get((w) => `${routeUrl(routes.searchSymbols, { params: inClew(w) })}?kind=wizard`),
    },
  ],
  getSymbol: [
    ...symbolCases(routes.getSymbol),
    ...momentCases((name) =>
      routeUrl(routes.getSymbol, { params: { name, fqn: names.openGraph } }),
    ),
  ],
  getSymbolSource: symbolCases(routes.getSymbolSource),
  previewDeletion: symbolCases(routes.previewDeletion),
  getCallers: [
    ...symbolCases(routes.getCallers),
    ...momentCases((name) =>
      routeUrl(routes.getCallers, { params: { name, fqn: names.openGraph } }),
    ),
  ],
  getCallees: [
    ...symbolCases(routes.getCallees),
    ...momentCases((name) =>
      routeUrl(routes.getCallees, { params: { name, fqn: names.openGraph } }),
    ),
  ],
  getImpact: [
    ...symbolCases(routes.getImpact),
    ...momentCases((name) =>
      routeUrl(routes.getImpact, { params: { name, fqn: names.openGraph } }),
    ),
    {
      status: 400,
      when: 'the depth is too large',
      call: get((w) => routeUrl(routes.getImpact, { params: openGraph(w), query: { depth: 51 } })),
    },
  ],
  deleteSymbol: [
    {
      status: 200,
      when: 'softly, as by default',
      call: (w) => w.api.send('DELETE', symbolUrl(w.spare, names.getCodebase)),
    },
    {
      status: 200,
      when: 'for good',
      call: (w) => w.api.send('DELETE', `${symbolUrl(w.spare, names.openCodebase)}?mode=hard`),
    },
    {
      status: 400,
      when: 'the mode is unknown',
      call: (w) => w.api.send('DELETE', `${symbolUrl(w.spare, names.openGraph)}?mode=gently`),
    },
    {
      status: 404,
      when: 'the symbol is unknown',
      call: (w) => w.api.send('DELETE', symbolUrl(w.spare, 'no/such.ts#symbol')),
    },
  ],
  renameSymbol: [
    {
      status: 200,
      when: 'the new name is free',
      call: post(
        (w) => `${symbolUrl(w.renamed, names.openGraph)}/rename`,
        () => ({ to: `${names.openGraph}File` }),
      ),
    },
    {
      status: 409,
      when: 'the new name is taken',
      call: post(
        (w) => `${symbolUrl(w.renamed, names.openCodebase)}/rename`,
        () => ({ to: names.getCodebase }),
      ),
    },
    {
      status: 404,
      when: 'the symbol is unknown',
      call: post(
        (w) => `${symbolUrl(w.renamed, 'no/such.ts#symbol')}/rename`,
        () => ({ to: 'a#b' }),
      ),
    },
    ...badBodies((w) => `${symbolUrl(w.renamed, names.openGraph)}/rename`),
  ],
  restoreSymbol: [
    {
      status: 409,
      when: 'what contains it is deleted',
      async call(world) {
        await world.api.send('DELETE', symbolUrl(world.spare, names.openCodebaseFile));
        return world.api.send('POST', `${symbolUrl(world.spare, names.getCodebase)}/restore`);
      },
    },
    {
      status: 200,
      when: 'it was deleted softly',
      async call(world) {
        await world.api.send('DELETE', symbolUrl(world.renamed, names.getCodebase));
        return world.api.send('POST', `${symbolUrl(world.renamed, names.getCodebase)}/restore`);
      },
    },
    {
      status: 400,
      when: 'the name of the codebase cannot be one',
      call: post(() => `${symbolUrl('-', names.openGraph)}/restore`),
    },
    {
      status: 404,
      when: 'the symbol is unknown',
      call: post((w) => `${symbolUrl(w.renamed, 'no/such.ts#symbol')}/restore`),
    },
  ],
} satisfies Partial<Record<RouteName, readonly RouteCase[]>>;

function indexUrl(name: string): string {
  return routeUrl(routes.indexCodebase, { params: { name } });
}

function symbolUrl(name: string, fqn: string): string {
  return routeUrl(routes.getSymbol, { params: { name, fqn } });
}
