import type { RouteName } from '@clew/contracts/api';
import { badBodies } from './case-calls.ts';
import type { RouteCase } from './route-case.ts';
import { addCodebase, type World } from './seeded-world.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

function ask(method: Method, path: string, body?: unknown): RouteCase['call'] {
  return (world) => world.api.send(method, path, body === undefined ? {} : { json: body });
}

export function listCases(path: string): readonly RouteCase[] {
  return [
    { status: 200, when: 'there are some', call: ask('GET', path) },
    { status: 200, when: 'a filter is given', call: ask('GET', `${path}?enabled=true&origin=api`) },
    { status: 400, when: 'the limit is 0', call: ask('GET', `${path}?limit=0`) },
    { status: 400, when: 'a flag is neither', call: ask('GET', `${path}?enabled=maybe`) },
    { status: 400, when: 'a filter is misspelt', call: ask('GET', `${path}?orign=api`) },
  ];
}

/** Cases of a definition that is made, shown, changed and deleted. */
export function definitionCases(
  path: string,
  { fields, unprocessable }: { readonly fields: object; readonly unprocessable: object },
) {
  const one = `${path}/made.here`;
  const make = (world: World, ref: string) =>
    world.api.send('POST', path, { json: { ref, ...fields } });
  return {
    create: [
      { status: 201, when: 'the ref is free', call: (world) => make(world, 'made.here') },
      { status: 409, when: 'the ref is taken', call: (world) => make(world, 'made.here') },
      {
        status: 422,
        when: 'it cannot work',
        call: ask('POST', path, { ref: 'made.badly', ...fields, ...unprocessable }),
      },
      ...badBodies(() => path),
    ],
    get: [
      { status: 200, when: 'it exists', call: ask('GET', one) },
      { status: 400, when: 'the ref cannot be one', call: ask('GET', `${path}/nothing`) },
      { status: 404, when: 'it does not exist', call: ask('GET', `${path}/made.her`) },
    ],
    update: [
      { status: 200, when: 'it is switched off', call: ask('PATCH', one, { enabled: false }) },
      {
        status: 409,
        when: 'it was changed since it was read',
        call: ask('PATCH', one, { enabled: true, updated: '2026-01-01T00:00:00.000000Z' }),
      },
      { status: 404, when: 'it does not exist', call: ask('PATCH', `${path}/made.her`, {}) },
      { status: 422, when: 'it could not work', call: ask('PATCH', one, unprocessable) },
      ...badBodies(() => one, 'PATCH'),
    ],
    delete: [
      { status: 200, when: 'it exists', call: ask('DELETE', one) },
      { status: 400, when: 'the ref cannot be one', call: ask('DELETE', `${path}/nothing`) },
      { status: 404, when: 'it does not exist', call: ask('DELETE', one) },
    ],
  } satisfies Readonly<Record<string, readonly RouteCase[]>>;
}

export const builtin = (path: string, method: 'PATCH' | 'DELETE', ref: string): RouteCase => ({
  status: 409,
  when: 'it comes with Clew',
  call: ask(method, `${path}/${ref}`, method === 'PATCH' ? { label: 'Mine' } : undefined),
});

const triggers = definitionCases('/api/v1/triggers', {
  fields: {},
  unprocessable: { out_schema: { type: 'nothing' } },
});
const actions = definitionCases('/api/v1/actions', {
  fields: { runner: 'http' },
  unprocessable: { param_schema: { type: 'nothing' } },
});
const rules = definitionCases('/api/v1/rules', {
  fields: {
    trigger_ref: 'graph.indexed',
    action_ref: 'core.log',
    when: "event.payload.codebase == 'clew'",
    action_params: { message: 'indexed' },
  },
  unprocessable: { when: 'event.payload.n >' },
});

async function fileRule({ api }: World): Promise<string> {
  await api.events.sql`
    insert into rule (ref, label, origin, codebase, source_path, trigger_ref, action_ref)
    values ('from.file', 'F', 'file', 'clew', 'clew.yaml', 'graph.indexed', 'core.log')
    on conflict do nothing`;
  return '/api/v1/rules/from.file';
}

const draft = (when: string) => ({
  rule: {
    trigger_ref: 'graph.indexed',
    action_ref: 'core.log',
    when,
    action_params: { message: 'a' },
  },
  on: { payload: {} },
});

const execution = '/api/v1/executions';
/** Of a run that no test waits for. */
const later = {
  action_ref: 'core.log',
  config: { message: 'later' },
  available_at: '2090-01-01T00:00:00Z',
};

const indexing = (codebase: string, path: string) => ({
  action_ref: 'core.index',
  config: { codebase, paths: [path] },
});

/** Every route about triggers, rules and actions, and about what is done by hand. */
export const definitionRouteCases = {
  listTriggers: listCases('/api/v1/triggers'),
  createTrigger: triggers.create,
  getTrigger: triggers.get,
  updateTrigger: [...triggers.update, builtin('/api/v1/triggers', 'PATCH', 'graph.indexed')],
  deleteTrigger: [...triggers.delete, builtin('/api/v1/triggers', 'DELETE', 'graph.indexed')],
  listActions: listCases('/api/v1/actions'),
  createAction: [
    ...actions.create,
    {
      status: 422,
      when: 'it would start programs',
      call: ask('POST', '/api/v1/actions', { ref: 'my.shell', runner: 'process' }),
    },
  ],
  getAction: actions.get,
  updateAction: [...actions.update, builtin('/api/v1/actions', 'PATCH', 'core.log')],
  deleteAction: [...actions.delete, builtin('/api/v1/actions', 'DELETE', 'core.log')],
  listRules: listCases('/api/v1/rules'),
  createRule: [
    ...rules.create,
    ...[
      { trigger_ref: 'graph.indexd' },
      { action_ref: 'core.lug' },
      { action_ref: 'core.process', action_params: { argv: ['id'] } },
      { action_params: {} },
      { when: "event.payload.name.matches('(')" },
    ].map((wrong) => ({
      status: 422,
      when: `it says ${JSON.stringify(wrong)}`,
      call: ask('POST', '/api/v1/rules', {
        ref: 'made.badly',
        trigger_ref: 'graph.indexed',
        action_ref: 'core.log',
        action_params: { message: 'a' },
        ...wrong,
      }),
    })),
    {
      status: 400,
      when: 'the condition is too long',
      call: ask('POST', '/api/v1/rules', {
        ref: 'made.badly',
        trigger_ref: 'graph.indexed',
        action_ref: 'core.log',
        when: 'true'.padEnd(4097),
      }),
    },
  ],
  getRuleActivity: [
    {
      status: 200,
      when: 'one of the rules is unknown',
      call: ask('GET', '/api/v1/rules/activity?refs=made.here,a.b'),
    },
    { status: 400, when: 'it names none', call: ask('GET', '/api/v1/rules/activity') },
    {
      status: 400,
      when: 'a name cannot be one',
      call: ask('GET', '/api/v1/rules/activity?refs=nothing'),
    },
  ],
  getRule: rules.get,
  updateRule: [
    ...rules.update,
    {
      status: 409,
      when: 'it stands in a file',
      call: async (world) =>
        world.api.send('PATCH', await fileRule(world), { json: { when: null } }),
    },
    {
      status: 409,
      when: 'the version is another one',
      call: ask('PATCH', '/api/v1/rules/made.here', { enabled: true, version: 7 }),
    },
  ],
  deleteRule: [
    ...rules.delete,
    {
      status: 409,
      when: 'it stands in a file',
      call: async (world) => world.api.send('DELETE', await fileRule(world)),
    },
  ],
  listRuleVersions: [
    {
      status: 200,
      when: 'the rule was deleted',
      call: ask('GET', '/api/v1/rules/made.here/versions?limit=1'),
    },
    { status: 400, when: 'the limit is 0', call: ask('GET', '/api/v1/rules/a.b/versions?limit=0') },
    { status: 404, when: 'there never was one', call: ask('GET', '/api/v1/rules/a.b/versions') },
  ],
  testRule: [
    ...[{ payload: { codebase: 'clew' } }, { since: '2026-01-01T00:00:00Z' }].map((body) => ({
      status: 200,
      when: `on ${JSON.stringify(body)}`,
      async call(world: World) {
        const since = { since: new Date(Date.now() - 3_600_000).toISOString() };
        const path = `${await fileRule(world)}/test`;
        return world.api.send('POST', path, { json: 'since' in body ? since : body });
      },
    })),
    {
      status: 200,
      when: 'on a stored event',
      call: async (world) =>
        world.api.send('POST', `${await fileRule(world)}/test`, { json: { event: world.event } }),
    },
    {
      status: 404,
      when: 'there is none',
      call: ask('POST', '/api/v1/rules/a.b/test', { payload: 1 }),
    },
    {
      status: 422,
      when: 'the window is longer than events are kept',
      call: async (world) =>
        world.api.send('POST', `${await fileRule(world)}/test`, {
          json: { since: '2020-01-01T00:00:00Z' },
        }),
    },
    ...badBodies(() => '/api/v1/rules/from.file/test'),
  ],
  testDraftRule: [
    { status: 200, when: 'it is a rule', call: ask('POST', '/api/v1/rules/test', draft('true')) },
    {
      status: 404,
      when: 'there is no such event',
      call: ask('POST', '/api/v1/rules/test', { ...draft('true'), on: { event: 4096 } }),
    },
    { status: 422, when: 'it is none', call: ask('POST', '/api/v1/rules/test', draft('tru')) },
    ...badBodies(() => '/api/v1/rules/test'),
  ],
  getLineage: [
    {
      status: 200,
      when: 'it exists',
      call: (world) => world.api.send('GET', `/api/v1/events/${world.event}/lineage`),
    },
    { status: 400, when: 'the id is no number', call: ask('GET', '/api/v1/events/abc/lineage') },
    { status: 404, when: 'it does not exist', call: ask('GET', '/api/v1/events/4096/lineage') },
  ],
  explainRule: [
    {
      status: 200,
      when: 'both exist',
      async call(world) {
        await fileRule(world);
        return world.api.send('GET', `/api/v1/events/${world.event}/why?rule=from.file`);
      },
    },
    {
      status: 400,
      when: 'no rule is named',
      call: (world) => world.api.send('GET', `/api/v1/events/${world.event}/why`),
    },
    {
      status: 404,
      when: 'there is no such rule',
      call: (world) => world.api.send('GET', `/api/v1/events/${world.event}/why?rule=no.such`),
    },
  ],
  createExecution: [
    {
      status: 201,
      when: 'the parameters fit',
      call: ask('POST', execution, { action_ref: 'core.log', config: { message: 'hi' } }),
    },
    {
      status: 404,
      when: 'the action is unknown',
      call: ask('POST', execution, { action_ref: 'core.lag' }),
    },
    {
      status: 422,
      when: 'the parameters do not fit',
      call: ask('POST', execution, { action_ref: 'core.log', config: { message: 1 } }),
    },
    {
      status: 201,
      when: 'a file of a codebase is to be indexed',
      async call({ api }) {
        await addCodebase(api, 'pieces');
        return api.send('POST', execution, { json: indexing('pieces', 'src/a.ts') });
      },
    },
    {
      status: 403,
      when: 'a path leads out of the codebase through a link',
      async call(world) {
        await world.linkOutside('elsewhere');
        return world.api.send('POST', execution, {
          json: indexing(world.codebase, 'elsewhere/x.ts'),
        });
      },
    },
    {
      status: 422,
      when: 'a path climbs out of the codebase',
      call: (world) =>
        world.api.send('POST', execution, { json: indexing(world.codebase, '../secret.ts') }),
    },
    {
      status: 404,
      when: 'the codebase is unknown',
      call: ask('POST', execution, indexing('nowhere', 'src/a.ts')),
    },
    {
      status: 422,
      when: 'it would start a program',
      call: ask('POST', execution, { action_ref: 'core.process', config: { argv: ['id'] } }),
    },
    ...badBodies(() => execution),
  ],
  cancelExecution: [
    {
      status: 200,
      when: 'it runs',
      call: (world) => world.api.send('POST', `${execution}/${world.execution}/cancel`),
    },
    {
      status: 409,
      when: 'it has ended',
      async call({ api }) {
        const made = await api.send('POST', execution, {
          json: later,
        });
        const path = `${made.headers.get('location')}/cancel`;
        await api.send('POST', path);
        return api.send('POST', path);
      },
    },
    { status: 400, when: 'the id is no number', call: ask('POST', `${execution}/abc/cancel`) },
    { status: 404, when: 'it does not exist', call: ask('POST', `${execution}/4096/cancel`) },
  ],
  rerunExecution: [
    {
      status: 201,
      when: 'it has ended',
      async call({ api }) {
        const path = await cancelledRun(api);
        return api.send('POST', `${path}/rerun`);
      },
    },
    {
      status: 409,
      when: 'it has not ended',
      async call({ api }) {
        const made = await api.send('POST', execution, { json: later });
        return api.send('POST', `${made.headers.get('location')}/rerun`);
      },
    },
    {
      status: 422,
      when: 'its action is disabled',
      async call({ api }) {
        const path = await cancelledRun(api);
        await api.send('PATCH', '/api/v1/actions/core.log', { json: { enabled: false } });
        const answer = await api.send('POST', `${path}/rerun`);
        await api.send('PATCH', '/api/v1/actions/core.log', { json: { enabled: true } });
        return answer;
      },
    },
    { status: 400, when: 'the id is no number', call: ask('POST', `${execution}/abc/rerun`) },
    { status: 404, when: 'it does not exist', call: ask('POST', `${execution}/4096/rerun`) },
  ],
  cordonWorker: [
    {
      status: 200,
      when: 'it exists',
      call: (world) =>
        world.api.send('POST', `/api/v1/workers/${world.worker}/cordon`, { json: { reason: 'x' } }),
    },
    { status: 404, when: 'it does not exist', call: ask('POST', '/api/v1/workers/local-2/cordon') },
    ...badBodies(() => '/api/v1/workers/local-1/cordon'),
  ],
  uncordonWorker: [
    {
      status: 200,
      when: 'it exists',
      call: (world) => world.api.send('POST', `/api/v1/workers/${world.worker}/uncordon`),
    },
    {
      status: 400,
      when: 'the name cannot be one',
      call: ask('POST', '/api/v1/workers/-/uncordon'),
    },
    {
      status: 404,
      when: 'it does not exist',
      call: ask('POST', '/api/v1/workers/local-2/uncordon'),
    },
  ],
} satisfies { readonly [Name in RouteName]?: readonly RouteCase[] };

/** Asks for a run of the distant future and calls it off; the path of that execution. */
async function cancelledRun(api: World['api']): Promise<string> {
  const made = await api.send('POST', execution, { json: later });
  const path = made.headers.get('location') ?? '';
  await api.send('POST', `${path}/cancel`);
  return path;
}
