import { type RouteName, routes, routeUrl } from '@clew/contracts/api';
import { badBodies, badLimit, get, post, unknownId } from './case-calls.ts';
import type { RouteCase } from './route-case.ts';
import type { World } from './seeded-world.ts';

/** Cases that every list of the event store has. */
export function eventListCases(
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

/** Every route about what the event store records, and about the store itself. */
export const historyRouteCases = {
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
  listLostExecutions: [
    {
      status: 200,
      when: 'it exists',
      call: get((w) => `/api/v1/workers/${w.worker}/lost-executions`),
    },
    {
      status: 400,
      when: 'the name cannot be one',
      call: get(() => '/api/v1/workers/-/lost-executions'),
    },
    {
      status: 404,
      when: 'it does not exist',
      call: get(() => '/api/v1/workers/local-2/lost-executions'),
    },
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
  getChunks: [
    {
      status: 200,
      when: 'of a hypertable',
      call: get(() => '/api/v1/system/chunks?hypertable=event'),
    },
    { status: 400, when: 'of none', call: get(() => '/api/v1/system/chunks') },
  ],
  getPending: [
    { status: 200, when: 'always', call: get(() => '/api/v1/system/pending') },
    { status: 400, when: 'asked for more', call: get(() => '/api/v1/system/pending?of=event') },
  ],
  getMigrations: [
    { status: 200, when: 'always', call: get(() => '/api/v1/system/migrations') },
    { status: 400, when: 'asked for more', call: get(() => '/api/v1/system/migrations?of=event') },
  ],
  getLedger: [
    { status: 200, when: 'of the last week', call: get(() => '/api/v1/system/ledger') },
    { status: 400, when: 'of too long ago', call: get(() => '/api/v1/system/ledger?days=91') },
  ],
} satisfies Partial<Record<RouteName, readonly RouteCase[]>>;

function streamPlace(at: string): string {
  return Buffer.from(`stream ${at} 1 1`).toString('base64url');
}

function events(): string {
  return routes.createEvents.path;
}
