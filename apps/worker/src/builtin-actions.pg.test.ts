import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSecrets, type RunningWorker } from '@clew/automation';
import type { JsonValue } from '@clew/contracts';
import {
  createEvents,
  type EventStore,
  eventStoreTemplate,
  getExecution,
  openEventStore,
  requestExecution,
} from '@clew/event-store';
import { tempEventsDatabase } from '@clew/testing';
import { type TempDir, tempDir } from '@clew/testing/temp-dir';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorkerApp } from './start-worker-app.ts';

const canary = 'Qz7_Kw9x"Pv3mRt5s';
const secret = { $clew_template: { run: 'secrets.CANARY' } };
const withSecret = (before: string) => ({
  $clew_template: [before, { run: 'secrets.CANARY' }, ' after'],
});
const logged: string[] = [];
const seen: (string | undefined)[] = [];

/** Sends back all that it gets, in every place and encoding that it can. */
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  seen.push(request.headers.authorization, body);
  response.statusCode = request.url === '/refuse' ? 422 : 200;
  response.setHeader('etag', encodeURIComponent(`${request.headers.authorization}`));
  response.end(
    `${body} ${Buffer.from(body).toString('base64')} ${JSON.stringify(request.headers)}`,
  );
});
let database: Awaited<ReturnType<typeof tempEventsDatabase>>;
let events: EventStore;
let home: TempDir;
let app: RunningWorker;
let url: string;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  database = await tempEventsDatabase({ template: eventStoreTemplate() });
  events = await openEventStore({ url: database.url });
  home = await tempDir();
  app = await startWorkerApp({
    config: {
      home: home.path,
      eventsUrl: database.url,
      name: 'worker-under-test',
      host: 'here',
      concurrency: 2,
      privateTargets: ['127.0.0.1'],
      secrets: createSecrets({ CLEW_SECRET_CANARY: canary }),
      hidden: createSecrets({ CLEW_SECRET_CANARY: canary }),
      llm: null,
      programEnvironment: {},
      logLevel: 'debug',
    },
    logger: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
  });
});
afterAll(async () => {
  await app.stop();
  await events.close();
  await database.drop();
  await home[Symbol.asyncDispose]();
  server.closeAllConnections();
  server.close();
});

async function run(action_ref: string, config: JsonValue) {
  const { id } = await requestExecution({
    ctx: { events },
    input: { action_ref, config, max_attempts: 1 },
  });
  const read = () => getExecution({ ctx: { events }, input: { id } });
  await expect.poll(async () => (await read()).finished_at).not.toBe(null);
  return read();
}

test('a message is logged and kept', async () => {
  expect(await run('core.log', { message: 'all is well', level: 'warn' })).toMatchObject({
    status: 'completed',
    result: { level: 'warn', stdout: 'all is well\n' },
  });
  expect(logged.join('')).toMatch(/"level":40.*"msg":"all is well"/);
});

test('an action that people defined runs as its runner', async () => {
  await events.sql`
    insert into action (ref, label, runner) values ('team.say', 'Say it', 'log')`;
  expect(await run('team.say', { message: 'hello' })).toMatchObject({
    status: 'completed',
    result: { stdout: 'hello\n' },
  });
});

test('a rule of a file starts a program when its event comes, one of the API does not', async () => {
  await events.sql`insert into trigger (ref, label) values ('demo.said', 'Said')`;
  const params = JSON.stringify({ argv: ['/bin/echo', `\${{ event.payload.word }}`] });
  for (const origin of ['file', 'api']) {
    await events.sql`
      insert into rule (ref, label, origin, trigger, trigger_ref, action, action_ref, action_params)
      select ${`by.${origin}`}, 'Say it', ${origin}, t.id, t.ref, a.id, a.ref, ${params}::text::jsonb
      from trigger t, action a where t.ref = 'demo.said' and a.ref = 'core.process'`;
  }
  const [event] = await createEvents({
    ctx: { events },
    input: { events: [{ trigger_ref: 'demo.said', payload: { word: 'thread; ls' } }] },
  });
  const ended = () =>
    events.sql<{ rule_ref: string; status: string; stdout: string | null }[]>`
      select f.rule_ref, e.status, e.result ->> 'stdout' as stdout
      from execution e join enforcement f on f.id = e.enforcement
      where f.event = ${event?.id ?? 0}::bigint and e.finished_at is not null
      order by f.rule_ref`;
  await expect.poll(async () => (await ended()).length).toBe(2);
  expect([...(await ended())]).toEqual([
    { rule_ref: 'by.api', status: 'failed', stdout: null },
    { rule_ref: 'by.file', status: 'completed', stdout: 'thread; ls\n' },
  ]);
});

test('programs are not run', async () => {
  expect(await run('core.process', { argv: ['true'] })).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('only for definitions in files'),
  });
});

test('a private target that the operator did not name is refused', async () => {
  const { port } = new URL(url);
  expect(await run('core.http', { url: `http://127.0.0.2:${port}/` })).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('CLEW_HTTP_ALLOW_PRIVATE'),
  });
});

test('a secret is used, and nothing that the worker writes shows it', async () => {
  const headers = { Authorization: withSecret('Bearer ') };
  const sent = await run('core.http', { url, headers, body: { key: secret } });
  expect(sent).toMatchObject({
    status: 'completed',
    result: { body: expect.stringContaining('[secret:CANARY]') },
  });
  expect(seen).toEqual([`Bearer ${canary} after`, JSON.stringify({ key: canary })]);
  const refused = await run('core.http', { url: `${url}/refuse`, headers, body: secret });
  expect(refused).toMatchObject({ status: 'failed', result: { status: 422 } });
  await run('core.webhook_out', { url, secret, body: [secret] });
  await run('core.log', { message: withSecret('look: '), level: 'error' });
  await run('core.http', { url: withSecret('http://127.0.0.1:1/'), method: 'GET' });
  await run('core.http', { url: withSecret('no url: '), verb: secret });
  await run('core.index', { codebase: secret });

  const tables = await events.sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', '_timescaledb_internal')`;
  const rows = [];
  for (const { name } of tables) {
    rows.push(...(await events.sql.unsafe(`select row_to_json(t)::text as row from ${name} t`)));
  }
  const written = [...rows.map(({ row }) => String(row)), ...logged].join('\n');
  expect(written).toContain('[secret:CANARY]');
  expect(written).toContain('look: [secret:CANARY] after');
  for (const part of ['Qz7_', 'Kw9x', 'Pv3m', 'Rt5s', btoa(canary).slice(2, 12)]) {
    expect(written.includes(part), part).toBe(false);
  }
});
