import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecrets, type RunningWorker, withHidden } from '@clew/automation';
import { type GenerationResult, generationResultSchema, type JsonValue } from '@clew/contracts';
import {
  cancelExecution,
  type EventStore,
  eventStoreTemplate,
  getExecution,
  getExecutionDetail,
  openEventStore,
  requestExecution,
} from '@clew/event-store';
import { createCodebase, listSummaries, openCodebase } from '@clew/graph-store';
import { eventually, tempEventsDatabase } from '@clew/testing';
import {
  type ModelRequest,
  type ModelResponse,
  type ModelServer,
  startModelServer,
  summaryOf,
} from '@clew/testing/model-server';
import { type TempDir, tempDir } from '@clew/testing/temp-dir';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorkerApp } from './start-worker-app.ts';

const key = 'sk-Qz7_Kw9xPv3mRt5s';
const logged: string[] = [];
let reply: (request: ModelRequest) => ModelResponse | Promise<ModelResponse> = summaryOf;
let model: ModelServer;
let database: Awaited<ReturnType<typeof tempEventsDatabase>>;
let events: EventStore;
let home: TempDir;
let root: string;
let app: RunningWorker;

const price = (amount: number) =>
  `/** What it costs. */\nexport function price(): number {\n  return ${amount};\n}\n`;

beforeAll(async () => {
  model = await startModelServer((request) => reply(request));
  database = await tempEventsDatabase({ template: eventStoreTemplate() });
  events = await openEventStore({ url: database.url, maxConnections: 2 });
  home = await tempDir();
  root = join(home.path, 'shop');
  await mkdir(join(root, 'src'), { recursive: true });
  await writeFile(join(root, 'package.json'), '{ "name": "shop" }');
  await writeFile(join(root, 'tsconfig.json'), '{ "include": ["src"] }');
  await writeFile(join(root, 'src', 'price.ts'), price(1));
  await writeFile(
    join(root, 'clew.yaml'),
    [
      'rules:',
      '  - ref: shop.keep-summaries-fresh',
      '    on: graph.symbol_changed',
      "    when: event.payload.symbol.kind == 'function'",
      '    do: core.generate_knowledge',
      `    with: { codebase: shop, scope: stale, symbols: ["\${{ event.payload.symbol.fqn }}"] }`,
    ].join('\n'),
  );
  createCodebase({ ctx: { home: home.path }, input: { name: 'shop', root } });
  const secrets = createSecrets({});
  app = await startWorkerApp({
    config: {
      home: home.path,
      eventsUrl: database.url,
      name: 'worker-under-test',
      host: 'here',
      concurrency: 2,
      privateTargets: [],
      secrets,
      hidden: withHidden(secrets, { CLEW_LLM_KEY: key }),
      llm: {
        url: model.url,
        key,
        model: 'stand-in',
        concurrency: 1,
        timeoutSeconds: 60,
        promptTokens: 4000,
        answerTokens: 500,
        prices: null,
        budget: { tokens: 1_000_000, cost: null },
      },
      programEnvironment: {},
      logLevel: 'debug',
    },
    logger: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
  });
  await run('core.index', { codebase: 'shop' });
});

afterAll(async () => {
  await app.stop();
  await events.close();
  await database.drop();
  await home[Symbol.asyncDispose]();
  await model[Symbol.asyncDispose]();
});

const request = (action_ref: string, config: JsonValue) =>
  requestExecution({ ctx: { events }, input: { action_ref, config, max_attempts: 1 } });

async function ended(id: number) {
  return eventually(
    async () => {
      const execution = await getExecution({ ctx: { events }, input: { id } });
      return execution.finished_at === null ? null : execution;
    },
    { within: 200_000 },
  );
}

async function run(action_ref: string, config: JsonValue) {
  const { id } = await request(action_ref, config);
  return ended(id);
}

const generate = (config: { readonly [key: string]: JsonValue }) =>
  run('core.generate_knowledge', { codebase: 'shop', ...config });

function resultOf({ result }: { readonly result: JsonValue }): GenerationResult {
  return generationResultSchema.parse(result);
}

function summaries(): readonly string[] {
  const graph = openCodebase({ ctx: { home: home.path }, input: { name: 'shop' } });
  try {
    return listSummaries({ ctx: { graph }, input: {} }).items.map(({ summary }) => summary);
  } finally {
    graph.close();
  }
}

test('a job writes summaries and tells how each one ended; a rule keeps them fresh', async () => {
  const planned = await generate({ dry_run: true, kinds: ['function'] });
  expect(resultOf(planned)).toMatchObject({ dry_run: true, chosen: 1, model: 'stand-in' });
  expect(model.connections()).toBe(0);

  const first = await generate({ kinds: ['function', 'file'] });
  expect(first).toMatchObject({ status: 'completed', error: null });
  expect(resultOf(first)).toMatchObject({ generated: 2, usage: { requests: 2 } });
  const { output } = await getExecutionDetail({ ctx: { events }, input: { id: first.id } });
  expect(output?.stdout).toBe(
    'shop/src/price.ts#price: written with 120 tokens\nshop/src/price.ts: written with 120 tokens\n',
  );
  expect(summaries()).toEqual(['About shop/src/price.ts.', 'About shop/src/price.ts#price.']);

  reply = ({ document }) => ({
    body: {
      choices: [{ message: { content: JSON.stringify({ summary: `Anew: ${document.symbol}` }) } }],
    },
  });
  await writeFile(join(root, 'src', 'price.ts'), price(2));
  await run('core.index', { codebase: 'shop' });
  await eventually(() => summaries().includes('Anew: shop/src/price.ts#price'), {
    within: 200_000,
  });
  expect(summaries()).toContain('About shop/src/price.ts.');
  expect(model.requests.length).toBe(3);
  expect(model.requests[2]?.headers.authorization).toBe(`Bearer ${key}`);
});

test('a running job is cancelled while the model thinks, and says how far it was', async () => {
  let arrived = () => {};
  const asked = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  reply = () => {
    arrived();
    return new Promise<ModelResponse>(() => {});
  };
  const { id } = await request('core.generate_knowledge', { codebase: 'shop', kinds: ['package'] });
  await asked;
  await cancelExecution({ ctx: { events }, input: { id } });
  const cancelled = await ended(id);
  expect(cancelled.status).toBe('cancelled');
  expect(resultOf(cancelled)).toMatchObject({ generated: 0, usage: { estimated_requests: 1 } });
});

test('what cannot be done fails with what to change, and the key is nowhere', async () => {
  reply = ({ headers }) => ({
    status: 400,
    body: { error: { message: `bad key ${headers.authorization}` } },
  });
  const refused = await generate({ kinds: ['package'] });
  expect(resultOf(refused)).toMatchObject({
    failed: 1,
    misses: [{ reason: 'status 400: bad key Bearer [secret:CLEW_LLM_KEY]' }],
  });
  expect(await generate({ codebase: 'nothing' })).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('There is no codebase "nothing"'),
  });
  expect(await generate({ budget_cost: 1 })).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('CLEW_LLM_INPUT_PRICE'),
  });
  expect(await generate({ limit: 0.5 })).toMatchObject({ status: 'failed' });
  // No template may name it: it would be sent to wherever a rule says.
  const named = { message: { $clew_template: { run: 'secrets.CLEW_LLM_KEY' } } };
  expect(await run('core.log', named)).toMatchObject({ status: 'failed' });

  const tables = await events.sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', '_timescaledb_internal')`;
  const rows = [];
  for (const { name } of tables) {
    rows.push(...(await events.sql.unsafe(`select row_to_json(t)::text as row from ${name} t`)));
  }
  const written = [...rows.map(({ row }) => String(row)), ...logged].join('\n');
  for (const part of ['Qz7_Kw9x', 'Pv3mRt5s']) expect(written.includes(part), part).toBe(false);
});
