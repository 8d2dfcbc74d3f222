import { type RouteName, routes, routeUrl } from '@clew/contracts/api';
import { openCodebase } from '@clew/graph-store';
import { badBodies, badLimit, get, momentCases, post, unknownId } from './case-calls.ts';
import { names } from './fixture-facts.ts';
import type { RouteCase } from './route-case.ts';
import { addCodebase, type World } from './seeded-world.ts';

const inClew = (world: World) => ({ name: world.codebase });
const nowhere = { name: 'nowhere' };
const strange = { cursor: 'bm9uc2Vuc2U' };

const diffUrl = (
  name: string,
  query: { from: string; to?: string; kind?: 'edge_added'; limit?: number; cursor?: string },
) => routeUrl(routes.diffRevisions, { params: { name }, query });
const historyUrl = (name: string, fqn: string = names.openGraph, query = {}) =>
  routeUrl(routes.listSymbolHistory, { params: { name, fqn }, query });
const purgeUrl = (name: string) => routeUrl(routes.purgeSymbols, { params: { name } });

const restoreUrl = (name: string, id: number) =>
  routeUrl(routes.restoreQuarantined, { params: { name, id } });
const discardUrl = (name: string, id: number) =>
  routeUrl(routes.discardQuarantined, { params: { name, id } });

/** Puts a summary of a symbol into quarantine, as a migration does, and answers the entry's id. */
function quarantine({ api, codebase }: World, target: string): number {
  const graph = openCodebase({ ctx: { home: api.home }, input: { name: codebase } });
  try {
    const { lastInsertRowid } = graph.sqlite
      .prepare(`
        insert into orphan_quarantine (table_name, type, row_id, row, reason)
        select 'summaries', 'summary', coalesce(max(id), 0) + 1, json_object('target_fqn', ?, 'level', 'symbol', 'summary', 'Old.'), 'missing_reference'
        from orphan_quarantine`)
      .run(target);
    return Number(lastInsertRowid);
  } finally {
    graph.close();
  }
}

/** Every route about the life of a graph. */
export const graphLifeRouteCases = {
  diffRevisions: [
    {
      status: 200,
      when: 'a revision is compared with now',
      call: get((w) => diffUrl(w.codebase, { from: '1' })),
    },
    {
      status: 200,
      when: 'two moments are compared',
      call: get((w) => diffUrl(w.codebase, { from: '1', to: '1', kind: 'edge_added' })),
    },
    {
      status: 400,
      when: 'it is not said since when',
      call: get((w) => diffUrl(w.codebase, { from: '1' }).replace('from=1', '')),
    },
    {
      status: 400,
      when: 'the moment is none',
      call: get((w) => diffUrl(w.codebase, { from: 'yesterday' })),
    },
    {
      status: 400,
      when: 'the cursor is none of ours',
      call: get((w) => diffUrl(w.codebase, { from: '1', ...strange })),
    },
    {
      status: 404,
      when: 'the revision is unknown',
      call: get((w) => diffUrl(w.codebase, { from: '1', to: '99' })),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: get(() => diffUrl('nowhere', { from: '1' })),
    },
    {
      status: 410,
      when: 'the history begins later',
      call: get((w) => diffUrl(w.forgetful, { from: '1' })),
    },
  ],
  listSymbolHistory: [
    { status: 200, when: 'nothing happened to it', call: get((w) => historyUrl(w.codebase)) },
    {
      status: 200,
      when: 'it was deleted',
      async call({ api }) {
        await addCodebase(api, 'storied');
        const params = { name: 'storied', fqn: names.openGraph };
        await api.send('DELETE', routeUrl(routes.deleteSymbol, { params }));
        return api.send('GET', historyUrl('storied'));
      },
    },
    {
      status: 400,
      when: 'the limit is 0',
      call: get((w) => historyUrl(w.codebase, names.openGraph, badLimit)),
    },
    {
      status: 400,
      when: 'the cursor is none of ours',
      call: get((w) => historyUrl(w.codebase, names.openGraph, strange)),
    },
    {
      status: 404,
      when: 'the symbol is unknown',
      call: get((w) => historyUrl(w.codebase, `${names.openGraph}s`)),
    },
    { status: 404, when: 'the codebase is unknown', call: get(() => historyUrl('nowhere')) },
    ...momentCases((name) => historyUrl(name)),
  ],
  listBrokenReferences: [
    {
      status: 200,
      when: 'there may be some',
      call: get((w) => routeUrl(routes.listBrokenReferences, { params: inClew(w) })),
    },
    {
      status: 400,
      when: 'the cursor is none of ours',
      call: get((w) =>
        routeUrl(routes.listBrokenReferences, { params: inClew(w), query: strange }),
      ),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: get(() => routeUrl(routes.listBrokenReferences, { params: nowhere })),
    },
    ...momentCases((name) => routeUrl(routes.listBrokenReferences, { params: { name } })),
  ],
  listQuarantine: [
    {
      status: 200,
      when: 'there may be some',
      call: get((w) => routeUrl(routes.listQuarantine, { params: inClew(w) })),
    },
    {
      status: 400,
      when: 'the cursor is none of ours',
      call: get((w) => routeUrl(routes.listQuarantine, { params: inClew(w), query: strange })),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: get(() => routeUrl(routes.listQuarantine, { params: nowhere })),
    },
  ],
  restoreQuarantined: [
    {
      status: 200,
      when: 'the symbol is there again',
      call: async (w) => w.api.send('POST', restoreUrl(w.codebase, quarantine(w, names.openGraph))),
    },
    {
      status: 400,
      when: 'the id is none',
      call: post((w) => restoreUrl(w.codebase, 1).replace('/1/', '/one/')),
    },
    {
      status: 404,
      when: 'there is no such row',
      call: post((w) => restoreUrl(w.codebase, unknownId)),
    },
    { status: 404, when: 'the codebase is unknown', call: post(() => restoreUrl('nowhere', 1)) },
    {
      status: 409,
      when: 'the symbol is still missing',
      call: async (w) => w.api.send('POST', restoreUrl(w.codebase, quarantine(w, 'gone#g'))),
    },
  ],
  discardQuarantined: [
    {
      status: 200,
      when: 'it is there',
      call: async (w) => w.api.send('DELETE', discardUrl(w.codebase, quarantine(w, 'gone#h'))),
    },
    {
      status: 400,
      when: 'the id is none',
      call: async (w) => w.api.send('DELETE', `${discardUrl(w.codebase, 1)}st`),
    },
    {
      status: 404,
      when: 'there is no such row',
      call: async (w) => w.api.send('DELETE', discardUrl(w.codebase, unknownId)),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: async (w) => w.api.send('DELETE', discardUrl('nowhere', 1)),
    },
  ],
  listDeletedSymbols: [
    {
      status: 200,
      when: 'there may be some',
      call: get((w) => routeUrl(routes.listDeletedSymbols, { params: inClew(w) })),
    },
    {
      status: 200,
      when: 'one was deleted and is asked for',
      async call({ api }) {
        await addCodebase(api, 'deleted-from');
        const params = { name: 'deleted-from', fqn: names.openGraph };
        await api.send('DELETE', routeUrl(routes.deleteSymbol, { params }));
        const query = { q: 'openGraph', symbol: names.openGraph, limit: 1 };
        return api.send('GET', routeUrl(routes.listDeletedSymbols, { params, query }));
      },
    },
    {
      status: 400,
      when: 'the cursor is none of ours',
      call: get((w) => routeUrl(routes.listDeletedSymbols, { params: inClew(w), query: strange })),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: get(() => routeUrl(routes.listDeletedSymbols, { params: nowhere })),
    },
    ...momentCases((name) => routeUrl(routes.listDeletedSymbols, { params: { name } })),
  ],
  purgeSymbols: [
    { status: 200, when: 'nothing is said', call: post((w) => purgeUrl(w.codebase)) },
    {
      status: 200,
      when: 'an age is given',
      call: post(
        (w) => purgeUrl(w.codebase),
        () => ({ older_than_days: 0.5 }),
      ),
    },
    {
      status: 400,
      when: 'the age is negative',
      call: post(
        (w) => purgeUrl(w.codebase),
        () => ({ older_than_days: -1 }),
      ),
    },
    { status: 404, when: 'the codebase is unknown', call: post(() => purgeUrl('nowhere')) },
    ...badBodies((w) => purgeUrl(w.codebase)),
  ],
  examineGraph: [
    {
      status: 200,
      when: 'the codebase exists',
      call: get((w) => routeUrl(routes.examineGraph, { params: inClew(w) })),
    },
    {
      status: 400,
      when: 'the name cannot be one',
      call: get(() => routeUrl(routes.examineGraph, { params: { name: '-' } })),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: get(() => routeUrl(routes.examineGraph, { params: nowhere })),
    },
  ],
} satisfies Partial<Readonly<Record<RouteName, readonly RouteCase[]>>>;
