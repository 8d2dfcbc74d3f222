import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { eventReceiptSchema, impactSchema, integrityReportSchema } from '@clew/contracts';
import { type RouteAnswer, type RouteSpec, routes } from '@clew/contracts/api';
import { type TempDir, tempDir } from '@clew/testing/temp-dir';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askApi } from '../dev/ask-api.ts';
import { readToken } from '../dev/read-token.ts';
import { pageText } from './page-text.ts';
import {
  alive,
  freeAddresses,
  type RunningStack,
  type StackAddresses,
  startStack,
  untilRunning,
} from './running-stack.ts';

/**
 * `npx --yes pnpm@10 dev` as a user runs it: everything that its summary promises, a stop, a second
 * start on the same data, and the ways in which a start is refused. The tests run in this order.
 */

const repository = fileURLToPath(new URL('../../', import.meta.url));
const openGraph = '@clew/graph-store/src/open-graph.ts#openGraph';

let home: TempDir;
let addresses: StackAddresses;
let stack: RunningStack;
let event: { readonly id: number; readonly created: string };
const left: number[] = [];

beforeAll(async () => {
  home = await tempDir();
  addresses = await freeAddresses(home.path);
  stack = startStack(addresses);
  await untilRunning(stack);
});

afterAll(async () => {
  for (const id of alive([...left, ...(await stack.processes())])) process.kill(id, 'SIGKILL');
  await home[Symbol.asyncDispose]();
});

async function ask<R extends RouteSpec>(
  route: R,
  request: Omit<Parameters<typeof askApi<R>>[0], 'base' | 'token' | 'route' | 'signal'>,
): Promise<RouteAnswer<R>['body']> {
  const signal = AbortSignal.timeout(60_000);
  const token = await readToken(home.path);
  const reply = await askApi<R>({ ...request, base: stack.api, token, route, signal });
  if (reply.ok) return reply.body;
  throw new Error(`${reply.problem.title}: ${reply.problem.detail}`);
}

async function stopped(stop: () => void): Promise<void> {
  const processes = await stack.processes();
  left.push(...processes);
  stop();
  await expect.poll(() => alive(processes), { timeout: 60_000, interval: 50 }).toEqual([]);
  for (const url of [stack.api, stack.web]) await expect(fetch(url)).rejects.toThrow();
}

test('the summary names every address and the indexed repository', async () => {
  const printed = stack.printed();
  expect(printed).toContain(`http://127.0.0.1:${addresses.web}`);
  expect(printed).toContain(`http://127.0.0.1:${addresses.api}/api/v1`);
  expect(printed).toContain(`http://127.0.0.1:${addresses.api}/docs`);
  expect(printed).toMatch(new RegExp(`psql postgres\\S+:${addresses.events}/`));
  expect(printed).toContain(home.path);
  expect(printed).toMatch(/clew: [\d,]+ files, [\d,]+ symbols, [\d,]+ edges/);
});

test('both stores are ready', async () => {
  const { stores } = await ask(routes.getReadiness, { address: {} });
  expect(stores).toEqual({
    graph: { status: 'ready', codebases: 1 },
    events: { status: 'ready' },
  });
});

test('the codebase clew is this repository', async () => {
  const { root, counts } = await ask(routes.getCodebase, {
    address: { params: { name: 'clew' } },
  });
  expect(`${root}/`.replace('//', '/')).toBe(repository);
  expect(counts.files).toBeGreaterThan(100);
});

test('searching for openGraph finds the function of this repository', async () => {
  const { items } = await ask(routes.searchSymbols, {
    address: { params: { name: 'clew' }, query: { q: 'openGraph' } },
  });
  expect(items).toContainEqual(
    expect.objectContaining({
      fqn: openGraph,
      kind: 'function',
      file: 'packages/graph-store/src/open-graph.ts',
    }),
  );
});

test('its impact lists real callers', async () => {
  const impact = impactSchema.parse(
    await ask(routes.getImpact, { address: { params: { name: 'clew', fqn: openGraph } } }),
  );
  const callers = impact.items.filter(
    ({ depth, via }) => depth === 1 && via.relation === 'calls' && via.fqn === openGraph,
  );
  expect(callers.map(({ symbol }) => symbol.file)).toContain(
    'packages/graph-store/src/codebases/open-codebase.ts',
  );
});

test('no foreign key has an orphan', async () => {
  const report = integrityReportSchema.parse(
    await ask(routes.checkIntegrity, { address: { params: { name: 'clew' } } }),
  );
  expect(report.orphans.length).toBeGreaterThan(7);
  expect(report.orphans.filter(({ count }) => count > 0)).toEqual([]);
  expect(report).toMatchObject({ ok: true, foreign_key_violations: 0, file_problems: [] });
});

test('an event is created with 201 and reads back by its id', async () => {
  const response = await fetch(`${stack.api}/api/v1/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await readToken(home.path)}`,
    },
    body: JSON.stringify({ trigger_ref: 'smoke.ran', payload: { by: 'the smoke test' } }),
  });
  expect(response.status).toBe(201);
  event = eventReceiptSchema.parse(await response.json());
  expect(await ask(routes.getEvent, { address: { params: { id: event.id } } })).toMatchObject({
    id: event.id,
    trigger_ref: 'smoke.ran',
    payload: { by: 'the smoke test' },
    created: event.created,
  });
});

test('whoever has no token gets nothing; the page in development needs none', async () => {
  expect((await fetch(`${stack.api}/api/v1/events`)).status).toBe(401);
  expect((await fetch(`${stack.web}/api/v1/events`)).status).toBe(200);
  const foreign = { origin: 'http://localhost:5173' };
  const read = await fetch(`${stack.web}/api/v1/events`, { headers: foreign });
  expect(read.headers.get('access-control-allow-origin')).toBe(null);
  const changed = await fetch(`${stack.web}/api/v1/events`, { method: 'POST', headers: foreign });
  expect(changed.status).toBe(403);
});

test.each(['PUT', 'PATCH'])('%s of an event is refused with 405', async (method) => {
  const response = await fetch(`${stack.api}/api/v1/events/${event.id}`, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await readToken(home.path)}`,
    },
    body: '{}',
  });
  expect(response.status).toBe(405);
});

test('the index job is an execution that a worker completed', async () => {
  const { items } = await ask(routes.listExecutions, { address: {} });
  expect(items).toMatchObject([{ action_ref: 'core.index', status: 'completed', attempt: 1 }]);
});

test('the page renders in a browser and shows the codebase', async () => {
  const { counts } = await ask(routes.getCodebase, { address: { params: { name: 'clew' } } });
  const { text, errors } = await pageText(stack.web, 'Zero orphans');
  expect(errors).toEqual([]);
  expect(text).toContain(counts.symbols.toLocaleString('en-US'));
});

test('nothing went wrong that a user should see', () => {
  expect(stack.printed()).not.toMatch(/warning|error|not indexed/i);
});

test('Ctrl-C stops every process', async () => {
  await stopped(stack.interrupt);
  expect(stack.printed()).toContain('Stopped.');
});

test('a second start reuses the data and indexes nothing again', async () => {
  stack = startStack(addresses);
  await untilRunning(stack);
  expect(stack.printed()).not.toContain('Indexing');
  expect(await ask(routes.getEvent, { address: { params: { id: event.id } } })).toMatchObject({
    id: event.id,
    created: event.created,
  });
  const { items } = await ask(routes.listRevisions, { address: { params: { name: 'clew' } } });
  expect(items).toHaveLength(1);
});

test('a start beside a running one is refused, by port and setting', async () => {
  const second = startStack(addresses);
  expect(await second.ended).toBe(1);
  for (const [setting, port] of [
    ['CLEW_API_PORT', addresses.api],
    ['CLEW_WEB_PORT', addresses.web],
    ['CLEW_EVENTS_PORT', addresses.events],
  ] as const) {
    expect(second.printed()).toMatch(new RegExp(`Port ${port} .* in use\\. Set ${setting}`));
  }
  expect(second.printed()).toContain('already runs');
  await ask(routes.getReadiness, { address: {} });
});

test('a start on data that another one holds is refused', async () => {
  const second = startStack(await freeAddresses(home.path));
  expect(await second.ended).toBe(1);
  expect(second.printed()).toContain(home.path);
});

test('when one process dies, the rest stops and the reason is shown', async () => {
  const processes = await stack.processes();
  left.push(...processes);
  const { items } = await ask(routes.listWorkers, { address: { query: { status: 'active' } } });
  const meta = items[0]?.meta;
  const id = typeof meta === 'object' && meta !== null && 'pid' in meta ? meta.pid : null;
  if (typeof id !== 'number' || !processes.includes(id)) throw new Error('no worker was found');
  process.kill(id, 'SIGKILL');
  expect(await stack.ended).toBe(1);
  await expect.poll(() => alive(processes), { timeout: 60_000 }).toEqual([]);
  expect(stack.printed()).toMatch(/worker ended/);
});

test('SIGTERM to the command alone stops every process', async () => {
  stack = startStack(addresses);
  await untilRunning(stack);
  await stopped(stack.terminate);
});

test('bad settings are all listed, and nothing starts', async () => {
  const refused = startStack({ ...addresses, api: 0, web: 99_999 });
  expect(await refused.ended).toBe(1);
  expect(refused.printed()).toMatch(/CLEW_API_PORT must be between[\s\S]*CLEW_WEB_PORT must be/);
});

test('a busy port is named before anything is started', async () => {
  const server = createServer().listen(addresses.web, '127.0.0.1');
  await once(server, 'listening');
  const refused = startStack(addresses);
  expect(await refused.ended).toBe(1);
  expect(refused.printed()).toContain(`Port ${addresses.web} for the web UI is in use`);
  expect(refused.printed()).not.toContain('Starting');
  server.close();
});
