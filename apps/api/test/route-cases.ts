import { issuedTokenSchema } from '@clew/contracts';
import { type RouteName, routes, routeUrl } from '@clew/contracts/api';
import { definitionRouteCases } from './definition-cases.ts';
import { names } from './fixture-facts.ts';
import type { RouteCase } from './route-case.ts';
import { addCodebase, type World } from './seeded-world.ts';
import { sensorRouteCases } from './sensor-cases.ts';

const json = { 'content-type': 'application/json' };
const tooLarge = JSON.stringify('x'.repeat(1_200_000));
const unknownId = 4096;

function get(path: (world: World) => string): RouteCase['call'] {
  return (world) => world.api.send('GET', path(world));
}

function post(path: (world: World) => string, body?: (world: World) => unknown): RouteCase['call'] {
  return (world) =>
    world.api.send('POST', path(world), body === undefined ? {} : { json: body(world) });
}

/** What every route with a body refuses before it looks at the rest. */
function badBodies(path: (world: World) => string): readonly RouteCase[] {
  const send = (options: object) => (world: World) => world.api.send('POST', path(world), options);
  return [
    { status: 400, when: 'the body is not JSON', call: send({ body: '{', headers: json }) },
    { status: 400, when: 'the body is of another shape', call: send({ json: { nonsense: true } }) },
    { status: 413, when: 'the body is too large', call: send({ body: tooLarge, headers: json }) },
    {
      status: 415,
      when: 'the body is a form',
      call: send({ body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    },
  ];
}

const inClew = (world: World) => ({ name: world.codebase });
const openGraph = (world: World) => ({ ...inClew(world), fqn: names.openGraph });
const nowhere = { name: 'nowhere' };
const badLimit = { limit: 0 };

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

/** Cases that every list of the event store has. */
function eventListCases(
  route:
    | typeof routes.listEvents
    | typeof routes.listEnforcements
    | typeof routes.listExecutions
    | typeof routes.listWorkers
    | typeof routes.listTokens
    | typeof routes.listAudit,
): readonly RouteCase[] {
  return [
    { status: 200, when: 'there are some', call: get(() => routeUrl(route, {})) },
    { status: 400, when: 'the limit is 0', call: get(() => routeUrl(route, { query: badLimit })) },
    {
      status: 400,
      when: 'the cursor is none of ours',
      call: get(() => routeUrl(route, { query: { cursor: 'bm9uc2Vuc2U' } })),
    },
    { status: 400, when: 'a filter is misspelt', call: get(() => `${route.path}?trigger-ref=a.b`) },
  ];
}

/** Cases that every record with an id has. */
function recordCases(
  route:
    | typeof routes.getEvent
    | typeof routes.getEnforcement
    | typeof routes.getExecution
    | typeof routes.listExecutionHistory,
  id: (world: World) => number,
): readonly RouteCase[] {
  const url = (value: string) => route.path.replace('{id}', value);
  return [
    { status: 200, when: 'it exists', call: get((w) => url(String(id(w)))) },
    { status: 400, when: 'the id is no number', call: get(() => url('abc')) },
    { status: 400, when: 'the id is too large', call: get(() => url('9007199254740993')) },
    { status: 404, when: 'it does not exist', call: get(() => url(String(unknownId))) },
  ];
}

const codebases = () => routes.createCodebase.path;

/** Every route, called for each of its documented statuses. A route without cases does not compile. */
export const routeCases: { readonly [Name in RouteName]: readonly RouteCase[] } = {
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
  listRevisions: listCases(routes.listRevisions),
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
  listFiles: listCases(routes.listFiles),
  searchSymbols: [
    ...listCases(routes.searchSymbols),
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
  getSymbol: symbolCases(routes.getSymbol),
  previewDeletion: symbolCases(routes.previewDeletion),
  getCallers: symbolCases(routes.getCallers),
  getCallees: symbolCases(routes.getCallees),
  getImpact: [
    ...symbolCases(routes.getImpact),
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
  createEvents: [
    { status: 201, when: 'one is sent', call: post(events, () => ({ trigger_ref: 'a.b' })) },
    {
      status: 201,
      when: 'several are sent',
      call: post(events, () => [{ trigger_ref: 'a.b' }, { trigger_ref: 'a.c', payload: [1] }]),
    },
    {
      status: 200,
      when: 'it was recorded before',
      async call({ api }) {
        const event = { trigger_ref: 'a.b', idempotency_key: 'once' };
        await api.send('POST', events(), { json: event });
        return api.send('POST', events(), { json: event });
      },
    },
    {
      status: 422,
      when: 'the payload is refused by its trigger',
      async call({ api }) {
        const trigger = {
          ref: 'strict.one',
          payload_policy: 'refuse',
          out_schema: { type: 'object' },
        };
        await api.send('POST', '/api/v1/triggers', { json: trigger });
        return api.send('POST', events(), { json: { trigger_ref: 'strict.one', payload: 1 } });
      },
    },
    { status: 400, when: 'there are none in the list', call: post(events, () => []) },
    ...badBodies(events),
  ],
  listEvents: eventListCases(routes.listEvents),
  getEvent: recordCases(routes.getEvent, (world) => world.event),
  listEnforcements: eventListCases(routes.listEnforcements),
  getEnforcement: recordCases(routes.getEnforcement, (world) => world.enforcement),
  listExecutions: eventListCases(routes.listExecutions),
  getExecution: recordCases(routes.getExecution, (world) => world.execution),
  listExecutionHistory: recordCases(routes.listExecutionHistory, (world) => world.execution),
  listWorkers: eventListCases(routes.listWorkers),
  getWorker: [
    { status: 200, when: 'it exists', call: get((w) => `/api/v1/workers/${w.worker}`) },
    { status: 400, when: 'the name cannot be one', call: get(() => '/api/v1/workers/-') },
    { status: 404, when: 'it does not exist', call: get(() => '/api/v1/workers/local-2') },
  ],
  listWorkerHistory: [
    { status: 200, when: 'it exists', call: get((w) => `/api/v1/workers/${w.worker}/history`) },
    {
      status: 400,
      when: 'a filter is wrong',
      call: get((w) => `/api/v1/workers/${w.worker}/history?operation=X`),
    },
    { status: 404, when: 'it does not exist', call: get(() => '/api/v1/workers/local-2/history') },
  ],
  ...definitionRouteCases,
  ...sensorRouteCases,
  listHistory: [
    { status: 200, when: 'of executions', call: get(() => '/api/v1/history/execution') },
    { status: 200, when: 'of workers', call: get(() => '/api/v1/history/worker') },
    {
      status: 400,
      when: 'a moment is none',
      call: get(() => '/api/v1/history/worker?since=yesterday'),
    },
    { status: 404, when: 'of events, which have none', call: get(() => '/api/v1/history/event') },
    {
      status: 404,
      when: 'of enforcements, which have none',
      call: get(() => '/api/v1/history/enforcement'),
    },
  ],
  openStream: [
    {
      status: 200,
      when: 'the place is no longer kept',
      call: get(() => `/api/v1/stream?after=${streamPlace('2025-01-01T00:00:00.000000Z')}`),
    },
    { status: 400, when: 'a topic is none', call: get(() => '/api/v1/stream?topics=event,graph') },
    { status: 400, when: 'the place is none', call: get(() => '/api/v1/stream?after=abc') },
    {
      status: 503,
      when: 'the event store is gone',
      call: ({ api }) =>
        api.withoutEvents(() =>
          api.send(
            'GET',
            `/api/v1/stream?after=${streamPlace(new Date().toISOString().replace('Z', '000Z'))}`,
          ),
        ),
    },
  ],
  createSession: [
    {
      status: 200,
      when: 'the token is valid',
      call: post(session, (w) => ({ token: w.api.token })),
    },
    {
      status: 401,
      when: 'nobody has the token',
      call: post(session, () => ({ token: `clew_${'x'.repeat(43)}` })),
    },
    ...badBodies(session),
  ],
  getSession: [
    { status: 200, when: 'a token is shown', call: get(session) },
    { status: 400, when: 'something is asked', call: get(() => `${session()}?of=me`) },
  ],
  deleteSession: [
    {
      status: 200,
      when: 'a token is shown',
      call: (w) => w.api.send('DELETE', session()),
    },
    {
      status: 400,
      when: 'something is asked',
      call: (w) => w.api.send('DELETE', `${session()}?of=me`),
    },
  ],
  listTokens: eventListCases(routes.listTokens),
  createToken: [
    {
      status: 201,
      when: 'the name is free',
      call: post(tokens, () => ({ name: 'ci', scopes: ['read'] })),
    },
    {
      status: 409,
      when: 'the name is taken',
      call: post(tokens, () => ({ name: 'ci', scopes: ['read'] })),
    },
    {
      status: 400,
      when: 'it would have expired',
      call: post(tokens, () => ({
        name: 'late',
        scopes: ['read'],
        expires_at: '2020-01-01T00:00:00Z',
      })),
    },
    ...badBodies(tokens),
  ],
  revokeToken: [
    {
      status: 200,
      when: 'it exists',
      async call({ api }) {
        const made = await api.send('POST', tokens(), {
          json: { name: 'brief', scopes: ['read'] },
        });
        const { id } = issuedTokenSchema.parse(made.json);
        return api.send('DELETE', `${tokens()}/${id}`);
      },
    },
    {
      status: 400,
      when: 'the id is no number',
      call: (w) => w.api.send('DELETE', `${tokens()}/x`),
    },
    {
      status: 404,
      when: 'it does not exist',
      call: (w) => w.api.send('DELETE', `${tokens()}/${unknownId}`),
    },
  ],
  listAudit: eventListCases(routes.listAudit),
  getAnalytics: [
    { status: 200, when: 'of events', call: get(() => '/api/v1/analytics/events') },
    {
      status: 200,
      when: 'of one action, by day',
      call: get(() => '/api/v1/analytics/executions?bucket=day&ref=core.log'),
    },
    { status: 200, when: 'of workers', call: get(() => '/api/v1/analytics/workers') },
    { status: 200, when: 'of enforcements', call: get(() => '/api/v1/analytics/enforcements') },
    { status: 400, when: 'of something else', call: get(() => '/api/v1/analytics/rules') },
    {
      status: 400,
      when: 'there are too many hours',
      call: get(() => '/api/v1/analytics/events?since=2020-01-01T00:00:00Z'),
    },
  ],
  getStorage: [
    { status: 200, when: 'always', call: get(() => '/api/v1/system/storage') },
    { status: 400, when: 'asked for more', call: get(() => '/api/v1/system/storage?of=event') },
  ],
  getJobs: [
    { status: 200, when: 'always', call: get(() => '/api/v1/system/jobs') },
    { status: 400, when: 'asked for more', call: get(() => '/api/v1/system/jobs?of=event') },
  ],
  getLedger: [
    { status: 200, when: 'of the last week', call: get(() => '/api/v1/system/ledger') },
    { status: 400, when: 'of too long ago', call: get(() => '/api/v1/system/ledger?days=91') },
  ],
  getHealth: [{ status: 200, when: 'always', call: get(() => '/health') }],
  getReadiness: [
    { status: 200, when: 'both stores answer', call: get(() => '/ready') },
    {
      status: 503,
      when: 'the event store is gone',
      call: (world) => world.api.withoutEvents(() => world.api.send('GET', '/ready')),
    },
  ],
  getOpenApi: [{ status: 200, when: 'always', call: get(() => '/openapi.json') }],
  getMetrics: [{ status: 200, when: 'always', call: get(() => '/metrics') }],
};

function streamPlace(at: string): string {
  return Buffer.from(`stream ${at} 1 1`).toString('base64url');
}

function session(): string {
  return routes.createSession.path;
}

function tokens(): string {
  return routes.createToken.path;
}

function events(): string {
  return routes.createEvents.path;
}

function indexUrl(name: string): string {
  return routeUrl(routes.indexCodebase, { params: { name } });
}

function symbolUrl(name: string, fqn: string): string {
  return routeUrl(routes.getSymbol, { params: { name, fqn } });
}
