import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { changedSensorSchema, executionSchema, issuedTokenSchema } from '@clew/contracts';
import { type RouteSpec, routes } from '@clew/contracts/api';
import { type EventStore, eventStoreTemplate, openEventStore } from '@clew/event-store';
import { eventually, tempDir, tempEventsDatabase } from '@clew/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Answer, readAnswer } from './answer.ts';
import { startAppProcess } from './app-process.ts';
import { adminToken, canaries, canarySettings, foundIn, llmKey } from './canaries.ts';
import { canaryRules } from './canary-rules.ts';
import { startReceiver } from './receiver.ts';
import { storedFiles, storedRows } from './stored-text.ts';

/** Base64 of a secret is redacted too, but not searched for here: `redactor.test.ts` does. */

/** Run from the last to the first. */
const cleanUps: (() => PromiseLike<unknown>)[] = [];
let events: EventStore;
let home: string;
let root: string;
let url: string;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let apps: readonly ReturnType<typeof startAppProcess>[];
/** What clients got, other than what mints a key or a token. */
const answers: string[] = [];
/** Keys and tokens that were minted meanwhile. */
const minted: string[] = [];

/** Milliseconds; far more than anything takes, so that only a hang reaches it. */
const patience = 120_000;

interface Sent {
  readonly json?: unknown;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
}

async function send(method: string, path: string, sent: Sent = {}): Promise<Answer> {
  const { json, body, headers = {}, token = adminToken } = sent;
  const typed: Record<string, string> =
    json === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...typed, ...headers },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    ...(body === undefined ? {} : { body }),
  });
  return readAnswer(response);
}

/** Sends a request and remembers all that came back. */
async function ask(method: string, path: string, sent: Sent = {}): Promise<Answer> {
  const answer = await send(method, path, sent);
  answers.push(`${method} ${path.length}: ${[...answer.headers].join('\n')}\n${answer.text}`);
  return answer;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

beforeAll(async () => {
  receiver = await startReceiver();
  cleanUps.push(() => receiver[Symbol.asyncDispose]());
  const folder = await tempDir();
  cleanUps.push(() => folder[Symbol.asyncDispose]());
  home = join(folder.path, 'home');
  root = join(folder.path, 'shop');
  const database = await tempEventsDatabase({ template: eventStoreTemplate() });
  cleanUps.push(() => database.drop());
  events = await openEventStore({ url: database.url, maxConnections: 2 });
  cleanUps.push(() => events.close());
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const secretsFile = join(folder.path, 'secrets');
  await mkdir(home);
  await mkdir(root);
  await writeFile(join(home, 'token'), adminToken, { mode: 0o600 });
  await writeFile(secretsFile, `IN_FILE=${canaries.IN_FILE}\n`, { mode: 0o600 });
  await writeFile(join(root, 'package.json'), '{ "name": "shop" }');
  await writeFile(join(root, 'price.ts'), 'export function price(): number {\n  return 1;\n}\n');
  await writeFile(
    join(root, 'clew.yaml'),
    JSON.stringify({ rules: canaryRules({ receiver: receiver.url, api: url }) }),
  );
  const settings = {
    ...canarySettings,
    CLEW_SECRETS_FILE: secretsFile,
    CLEW_HOME: home,
    CLEW_EVENTS_URL: database.url,
    CLEW_API_PORT: String(port),
    CLEW_API_RATE_LIMIT: '0',
    CLEW_HTTP_ALLOW_PRIVATE: '127.0.0.1',
    CLEW_LLM_URL: `${receiver.url}/refused/v1`,
    CLEW_LLM_MODEL: 'echo',
    CLEW_WORKER_NAME: 'canary-worker',
    CLEW_LOG_LEVEL: 'debug',
  };
  apps = [startAppProcess('api', settings), startAppProcess('worker', settings)];
  for (const app of apps) {
    cleanUps.push(async () => {
      app.child.kill('SIGTERM');
      await app.exit();
    });
  }
  expect(await Promise.all(apps.map((app) => app.ready()))).toEqual([url, 'canary-worker']);
});

afterAll(async () => {
  for (const cleanUp of cleanUps.toReversed()) await cleanUp();
});

const executions = z.object({ items: z.array(executionSchema) });

async function allExecutions() {
  return executions.parse((await send('GET', '/api/v1/executions?limit=200')).json).items;
}

/** Waits until an execution of each of so many rules was tried, however it ended, and nothing runs. */
async function tried(rules: number) {
  await eventually(
    async () => {
      const [row] = await events.sql<{ tried: number; busy: number }[]>`
        select count(distinct f.rule_ref)
                 filter (where x.finished_at is not null or x.error is not null) as tried,
               count(*) filter (where x.finished_at is null and x.error is null) as busy
        from execution x join enforcement f on f.id = x.enforcement`;
      return row?.tried === rules && row.busy === 0;
    },
    { within: patience },
  );
  return (await allExecutions()).filter(({ enforcement }) => enforcement !== null);
}

function follow(): { readonly text: () => string; readonly close: () => Promise<void> } {
  const hangUp = new AbortController();
  let text = '';
  const reading = (async () => {
    const response = await fetch(`${url}/api/v1/stream`, {
      signal: hangUp.signal,
      headers: { authorization: `Bearer ${adminToken}` },
    });
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  })();
  return {
    text: () => text,
    async close() {
      hangUp.abort();
      await reading.catch(() => undefined);
    },
  };
}

/** Every route that shows something, for everything that there is, and once for a canary itself. */
async function askEverything(): Promise<void> {
  const strange = `${canaries.PATH_PART}.x`;
  const ids = async (table: string, column = 'id') =>
    (await events.sql.unsafe<{ id: string }[]>(`select ${column}::text as id from ${table}`)).map(
      ({ id }) => id,
    );
  const symbols = z
    .object({ items: z.array(z.object({ fqn: z.string() })) })
    .parse((await send('GET', '/api/v1/codebases/shop/symbols')).json);
  const known: Readonly<Record<string, readonly string[]>> = {
    'events/{id}': await ids('event'),
    'enforcements/{id}': await ids('enforcement'),
    'executions/{id}': await ids('execution'),
    'workers/{name}': ['canary-worker'],
    'codebases/{name}': ['shop'],
    'symbols/{fqn}': symbols.items.map(({ fqn }) => fqn),
    'rules/{ref}': await ids('rule', 'ref'),
    'triggers/{ref}': await ids('trigger', 'ref'),
    'actions/{ref}': await ids('action', 'ref'),
    'sensors/{ref}': await ids('sensor', 'ref'),
    'history/{entity_type}': ['execution', 'worker'],
    'analytics/{entity}': ['events', 'enforcements', 'executions', 'workers'],
  };
  const open = new Set<string>([routes.openStream.path, routes.getOpenApi.path]);
  for (const { method, path } of Object.values<RouteSpec>(routes)) {
    if (method !== 'get' || open.has(path)) continue;
    let addresses = [path.replaceAll(/(\w+)\/\{(\w+)\}/g, '$1/{$1 $2}')];
    for (const [, kind, name] of path.matchAll(/(\w+)\/\{(\w+)\}/g)) {
      const values = [...(known[`${kind}/{${name}}`] ?? []), strange];
      addresses = addresses.flatMap((address) =>
        values.map((value) => address.replace(`{${kind} ${name}}`, encodeURIComponent(value))),
      );
    }
    for (const address of addresses) {
      await ask('GET', path.endsWith('/why') ? `${address}?rule=canary.http` : address);
    }
    await ask('GET', `${addresses[0]}?q=${canaries.PATH_PART}&limit=x`);
  }
  await ask('GET', routes.getOpenApi.path);
}

test('[S1] no log, table, file or answer of the whole system holds a secret', async () => {
  // Whoever may have a secret as their token can use it.
  expect((await send('POST', '/api/v1/session', { json: { token: adminToken } })).status).toBe(200);

  await ask('POST', '/api/v1/codebases', { json: { name: 'shop', root } });
  for (const ref of ['canary.go', 'canary.echo']) {
    await ask('POST', '/api/v1/triggers', { json: { ref } });
  }
  const stream = follow();
  await ask('POST', '/api/v1/codebases/shop/index');
  const indexed = () => events.sql`select 1 from execution where finished_at is not null`;
  await eventually(async () => (await indexed()).length > 0, { within: patience });
  const count = canaryRules({ receiver: '', api: '' }).length;
  expect(await events.sql`select ref from rule`).toHaveLength(count);

  // A language model that refuses the key, and shows it.
  const generation = await ask('POST', '/api/v1/codebases/shop/summaries/generate');
  const { id: job } = executionSchema.parse(generation.json);
  const generated = () =>
    events.sql<{ error: string }[]>`
      select error from execution where id = ${job}::bigint and finished_at is not null`;
  await eventually(async () => (await generated()).length > 0, { within: patience });
  expect((await generated())[0]?.error).toContain('Set CLEW_LLM_KEY to a key that it accepts');

  // A timer that fires while the rest is asked.
  await ask('POST', '/api/v1/sensors', {
    json: { ref: 'canary.timer', entrypoint: 'timer', config: { every_seconds: 1 } },
  });

  // A webhook: called by its owner, by somebody else, with what cannot be read.
  const config = { scheme: 'github', secret: 'HOOK' };
  const made = await send('POST', '/api/v1/sensors', {
    json: { ref: 'canary.hook', entrypoint: 'webhook', config },
  });
  const { key } = changedSensorSchema.parse(made.json);
  minted.push(key ?? 'no key');
  const call = (body: string, sender: string, type = 'application/json') => {
    const signature = createHmac('sha256', sender).update(body).digest('hex');
    return ask('POST', `/webhooks/${key}`, {
      body,
      headers: {
        'content-type': type,
        'x-github-event': canaries.HEADER,
        'x-github-delivery': canaries.BODY,
        'x-hub-signature-256': `sha256=${signature}`,
      },
    });
  };
  const body = JSON.stringify({ text: canaries.BODY, [canaries.LOG]: [canaries.HOOK] });
  expect((await call(body, canaries.HOOK)).status).toBe(201);
  expect((await call(body, 'somebody else')).status).toBe(401);
  expect((await call(`{"a": ${canaries.BODY}`, canaries.HOOK)).status).toBe(400);
  await ask('POST', `/webhooks/${canaries.PATH_PART}`, { body });
  await ask('PATCH', '/api/v1/sensors/canary.hook', { json: { label: 'A hook' } });

  // What clients send by mistake.
  const event = { trigger_ref: 'canary.go', payload: { text: canaries.BODY, n: 1 } };
  const rule = {
    ref: 'canary.clear',
    trigger_ref: 'canary.go',
    action_ref: 'core.http',
    action_params: { url: `${receiver.url}/${canaries.PATH_PART}` },
  };
  for (const [status, method, path, sent] of [
    [400, 'POST', '/api/v1/rules', { json: rule }],
    [400, 'POST', '/api/v1/rules', { json: { ...rule, [canaries.LOG]: 1 } }],
    [
      400,
      'POST',
      '/api/v1/executions',
      { json: { action_ref: 'core.log', config: { message: canaries.LOG } } },
    ],
    [
      400,
      'POST',
      '/api/v1/events',
      { json: { ...event, idempotency_key: 'x', source_ref: `a.${canaries.LOG}` } },
    ],
    [
      400,
      'POST',
      '/api/v1/events',
      { body: `{"trigger_ref": ${canaries.BODY}`, headers: { 'content-type': 'application/json' } },
    ],
    [400, 'POST', '/api/v1/tokens', { json: { name: canaries.LOG, scopes: ['read'] } }],
    [
      400,
      'PUT',
      '/api/v1/codebases/shop/symbols/shop/summary',
      { json: { summary: `Sends ${canaries.LOG}.`, source_hash: 'h', version: null } },
    ],
    [400, 'POST', '/api/v1/codebases/shop/glossary', { json: { code_term: canaries.LOG } }],
    [400, 'POST', '/api/v1/codebases/shop/constraints', { json: { name: canaries.LOG } }],
    [404, 'PATCH', `/api/v1/rules/a.${canaries.LOG}`, { json: {} }],
    [
      404,
      'DELETE',
      `/api/v1/codebases/${canaries.LOG}`,
      { headers: { 'x-request-id': canaries.LOG } },
    ],
    [405, 'PUT', `/api/v1/events/${canaries.LOG}`, {}],
    [401, 'POST', '/api/v1/events', { json: event, token: canaries.HEADER }],
  ] as const satisfies readonly (readonly [number, string, string, Sent])[]) {
    expect((await ask(method, path, sent)).status, `${method} ${path}`).toBe(status);
  }
  const token = await send('POST', '/api/v1/tokens', { json: { name: 'ci', scopes: ['read'] } });
  minted.push(issuedTokenSchema.parse(token.json).secret);

  // What sets the rules off.
  expect((await ask('POST', '/api/v1/events', { json: event })).status).toBe(201);
  const fired = () => events.sql`select 1 from event where source_ref = 'canary.timer'`;
  await eventually(async () => (await fired()).length > 0, { within: patience });
  await ask('PATCH', '/api/v1/sensors/canary.timer', { json: { enabled: false } });
  const found = await tried(count);

  // Else nothing was at stake.
  const outcome = (ref: string) => found.filter(({ action_ref }) => action_ref === ref);
  expect(receiver.received.map(({ url: asked }) => asked.split('/')[1]).sort()).toEqual(
    expect.arrayContaining([expect.stringMatching(/^ok/), 'moved', 'refused']),
  );
  const all = JSON.stringify(receiver.received);
  expect(all).toContain(llmKey);
  for (const name of ['PATH_PART', 'HEADER', 'BODY', 'IN_FILE'] as const) {
    expect(all).toContain(canaries[name]);
  }
  const results = JSON.stringify(found.map(({ result }) => result));
  for (const name of ['PATH_PART', 'HEADER', 'BODY', 'ARGV', 'ENV', 'STDIN', 'LOG']) {
    expect(results).toContain(`[secret:${name}]`);
  }
  expect(outcome('core.process').map(({ status }) => status)).toEqual(['failed', 'failed']);

  await askEverything();
  await events.run(({ sql }) => sql`select 1`);
  await stream.close();
  expect(stream.text()).toContain('execution');

  // What was still on its way is written when they end.
  for (const app of apps) app.child.kill('SIGTERM');
  expect(await Promise.all(apps.map((app) => app.exit()))).toEqual([0, 0]);

  const rows = await storedRows(events);
  const files = (await storedFiles(home)).filter(([path]) => path !== join(home, 'token'));
  const logs = apps.flatMap((app) => Object.values(app.output()).join('\n').split('\n'));
  expect(new Set(rows.map(([table]) => table)).size).toBeGreaterThan(20);
  const everything = [
    ...rows,
    ...files,
    ...logs.map((line) => ['log', line] as const),
    ...answers.map((answer) => ['answer', answer] as const),
    ['stream', stream.text()] as const,
  ];
  const secrets = [adminToken, ...minted];
  expect(
    everything.flatMap(([place, text]) =>
      foundIn(text, secrets).map((secret) => ({ place, secret, text: text.slice(0, 2000) })),
    ),
  ).toEqual([]);
});
