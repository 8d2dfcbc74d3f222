import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createSecrets, type RunningWorker } from '@clew/automation';
import { type Execution, type IndexJobConfig, indexResultSchema } from '@clew/contracts';
import {
  createEvents,
  type EventStore,
  eventStoreTemplate,
  getExecution,
  openEventStore,
  requestExecution,
} from '@clew/event-store';
import { createCodebase, getCallers, openCodebase, searchSymbols } from '@clew/graph-store';
import { eventually, tempEventsDatabase } from '@clew/testing';
import { type TempDir, tempDir } from '@clew/testing/temp-dir';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startWorkerApp } from './start-worker-app.ts';

const sources = {
  'package.json': '{ "name": "shop" }',
  'tsconfig.json': '{ "include": ["src"] }',
  'src/price.ts': 'export function price(cents: number) { return cents / 100; }',
  'src/cart.ts':
    "import { price } from './price.ts';\nexport function total(cents: number[]) { return cents.map((c) => price(c)); }",
};

let database: Awaited<ReturnType<typeof tempEventsDatabase>>;
let events: EventStore;
let home: TempDir;
let app: RunningWorker;
let root: string;
let names = 0;
let codebase: string;

beforeAll(async () => {
  database = await tempEventsDatabase({ template: eventStoreTemplate() });
  events = await openEventStore({ url: database.url });
  home = await tempDir();
  app = await startWorkerApp({
    config: {
      home: home.path,
      eventsUrl: database.url,
      name: 'worker-under-test',
      host: 'here',
      concurrency: 1,
      privateTargets: [],
      secrets: createSecrets({}),
      hidden: createSecrets({}),
      llm: null,
      programEnvironment: {},
      logLevel: 'silent',
    },
    logger: pino({ level: 'silent' }),
  });
});
beforeEach(async () => {
  codebase = `shop-${++names}`;
  root = join(home.path, 'sources', codebase);
  await write(sources);
  createCodebase({ ctx: { home: home.path }, input: { name: codebase, root } });
});
afterAll(async () => {
  await app.stop();
  await events.close();
  await database.drop();
  await home[Symbol.asyncDispose]();
});

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

async function index(config: Partial<IndexJobConfig> & Record<string, unknown> = {}) {
  const requested = await requestExecution({
    ctx: { events },
    input: { action_ref: 'core.index', config: { codebase, ...config }, max_attempts: 1 },
  });
  return finished(requested.id);
}

async function finished(id: number): Promise<Execution> {
  await expect
    .poll(async () => (await read(id)).finished_at, { timeout: 50_000, interval: 50 })
    .not.toBe(null);
  return read(id);
}

const read = (id: number) => getExecution({ ctx: { events }, input: { id } });

function withGraph<T>(ask: (ctx: { graph: ReturnType<typeof openCodebase> }) => T): T {
  const graph = openCodebase({ ctx: { home: home.path }, input: { name: codebase } });
  try {
    return ask({ graph });
  } finally {
    graph.close();
  }
}

const found = (q: string) =>
  withGraph((ctx) => searchSymbols({ ctx, input: { q } }).items.map(({ fqn }) => fqn));

test('an index job brings the graph up to date and answers the counts of its revision', async () => {
  const { status, result, worker, error } = await index();
  expect({ status, worker, error }).toEqual({
    status: 'completed',
    worker: 'worker-under-test',
    error: null,
  });
  expect(indexResultSchema.parse(result).counts).toMatchObject({ files: 2, files_failed: 0 });
  const callers = withGraph((ctx) =>
    getCallers({ ctx, input: { fqn: 'shop/src/price.ts#price' } }),
  );
  expect(callers.items.map(({ symbol }) => symbol.fqn)).toEqual(['shop/src/cart.ts#total']);
});

test('a job reads only what can have changed, and writes nothing when nothing has', async () => {
  const counts = async (config: Partial<IndexJobConfig> = {}) => {
    const { result, error } = await index(config);
    expect(error).toBe(null);
    const { revision, counts: of } = indexResultSchema.parse(result);
    return { revision, files: of.files };
  };
  expect(await counts()).toEqual({ revision: 1, files: 2 });
  expect(await counts()).toEqual({ revision: 1, files: 0 });
  await write({ 'src/cart.ts': `${sources['src/cart.ts']}\nexport const empty = [];` });
  expect(await counts()).toEqual({ revision: 2, files: 1 });
  expect(await counts({ full: true })).toEqual({ revision: 3, files: 2 });
});

test('a function that vanishes from the sources is an event that names its callers', async () => {
  await index();
  await write({ 'src/price.ts': 'export const vat = 20;' });
  await index();
  const removals = () => events.sql<{ payload: unknown }[]>`
    select payload from event
    where trigger_ref = 'graph.symbol_removed' and payload ->> 'codebase' = ${codebase}::text`;
  await expect.poll(removals, { timeout: 20_000, interval: 50 }).toHaveLength(1);
  expect((await removals())[0]?.payload).toMatchObject({
    symbol: { fqn: 'shop/src/price.ts#price', kind: 'function', file: 'src/price.ts' },
    callers: [{ fqn: 'shop/src/cart.ts#total', kind: 'function', file: 'src/cart.ts' }],
    callers_total: 1,
  });
});

test('a job for some paths leaves the rest alone', async () => {
  await index();
  await write({
    'src/price.ts': `${sources['src/price.ts']}\nexport const vat = 20;`,
    'src/cart.ts': `${sources['src/cart.ts']}\nexport const empty = [];`,
  });
  const { status, result } = await index({ paths: ['src/price.ts'] });
  expect(status).toBe('completed');
  expect(indexResultSchema.parse(result).counts).toMatchObject({ files: 1 });
  expect(found('vat')).toEqual(['shop/src/price.ts#vat']);
  expect(found('empty')).toEqual([]);
});

test('a file that cannot be parsed is counted, and the rest is indexed', async () => {
  await write({ 'src/broken.ts': 'export function ( {{{' });
  const { status, result } = await index();
  expect(status).toBe('completed');
  expect(indexResultSchema.parse(result).counts).toMatchObject({ files: 2, files_failed: 1 });
  expect(found('total')).toContain('shop/src/cart.ts#total');
});

test('indexing twice changes nothing', async () => {
  await index();
  const { result } = await index();
  expect(indexResultSchema.parse(result).counts).toMatchObject({
    symbols_added: 0,
    symbols_removed: 0,
    symbols_updated: 0,
  });
});

test('a codebase that does not exist fails the job by its name', async () => {
  const { status, error } = await index({ codebase: 'shpo' });
  expect(status).toBe('failed');
  expect(error).toContain('shpo');
});

test('a root that is gone fails the job, and the graph stays as it was', async () => {
  await index();
  await rm(root, { recursive: true });
  const { status, error } = await index();
  expect(status).toBe('failed');
  expect(error).toContain(root);
  expect(found('total')).toContain('shop/src/cart.ts#total');
});

test('parameters that make no sense fail the job with every reason', async () => {
  const { status, error } = await index({ codebase: 'No Such Name', paths: ['../outside'] });
  expect(status).toBe('failed');
  expect(error).toMatch(/codebase must be .*; paths\.0 must be a path relative/);
});

test('a timed out job is stopped and the graph stays as it was', async () => {
  await write(
    Object.fromEntries(
      Array.from({ length: 400 }, (_, n) => [
        `src/many/file-${n}.ts`,
        Array.from({ length: 200 }, (_, m) => `export const f${m} = () => ${m};`).join('\n'),
      ]),
    ),
  );
  const { id } = await requestExecution({
    ctx: { events },
    input: { action_ref: 'core.index', config: { codebase }, max_attempts: 1, timeout_seconds: 1 },
  });
  expect(await finished(id)).toMatchObject({ status: 'timeout', error: 'Not done after 1 s.' });
  expect(found('total')).toEqual([]);
});

test('an event has the action of its rule run', async () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the templates of Clew are written so.
  const template = 'hello ${{ event.payload.name }}';
  await events.sql`
    insert into rule (ref, label, trigger_ref, condition_expression, action_ref, action_params)
    values ('test.greet', '', 'core.event', 'event.payload.greet', 'core.log',
            ${JSON.stringify({ message: template })}::text::jsonb)`;
  const [event] = await createEvents({
    ctx: { events },
    input: {
      events: [
        { trigger_ref: 'core.event', payload: { greet: false, name: 'nobody' } },
        { trigger_ref: 'core.event', payload: { greet: true, name: 'Ada' } },
      ],
    },
  }).then((receipts) => receipts.slice(1));
  const execution = await eventually(async () => {
    const [row] = await events.sql<{ id: number }[]>`
      select id from execution where event = ${event?.id ?? 0}::bigint`;
    return row ?? null;
  });
  expect(await finished(execution.id)).toMatchObject({
    status: 'completed',
    action_ref: 'core.log',
    config: { message: 'hello Ada' },
    root_event: event?.id,
    depth: 1,
  });
});
