import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { architectureSchema, type FactBatch, type JsonValue } from '@clew/contracts';
import {
  type EventStore,
  eventStoreTemplate,
  openEventStore,
  registerWorker,
} from '@clew/event-store';
import {
  applyFacts,
  createCodebase,
  deleteSymbol,
  type Graph,
  openCodebase,
  purgeSymbols,
  readChanges,
  recordArchitecture,
  removeCodebase,
  renameSymbol,
} from '@clew/graph-store';
import { callGraphFacts, tempEventsDatabase } from '@clew/testing';
import { type TempDir, tempDir } from '@clew/testing/temp-dir';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { relayGraph } from './relay-graph.ts';

let database: Awaited<ReturnType<typeof tempEventsDatabase>>;
let events: EventStore;
let home: TempDir;
let names = 0;
let codebase: string;

beforeAll(async () => {
  database = await tempEventsDatabase({ template: eventStoreTemplate() });
  events = await openEventStore({ url: database.url });
  home = await tempDir();
});
beforeEach(() => {
  codebase = `shop-${++names}`;
  create();
});
afterAll(async () => {
  await events.close();
  await database.drop();
  await home[Symbol.asyncDispose]();
});

const create = () =>
  createCodebase({ ctx: { home: home.path }, input: { name: codebase, root: home.path } });

function withGraph<T>(work: (graph: Graph) => T): T {
  const graph = openCodebase({ ctx: { home: home.path }, input: { name: codebase } });
  try {
    return work(graph);
  } finally {
    graph.close();
  }
}

const index = (facts: FactBatch) =>
  withGraph((graph) => applyFacts({ ctx: { graph }, input: facts }));

const outbox = () =>
  withGraph((graph) => readChanges({ ctx: { graph }, input: { after: 0, limit: 10_000 } }));

/** The changes of the second run: the outbox keeps the last one of the first. */
const unmoved = () => outbox().flatMap(({ seq }) => (seq === 1 ? [] : [seq]));

const worker = () => registerWorker({ ctx: { events }, input: { name: `relay-test-${names}` } });

async function relay(session: Pick<EventStore, 'run' | 'transaction'> = events): Promise<number> {
  const graph = openCodebase({ ctx: { home: home.path }, input: { name: codebase } });
  try {
    return await relayGraph({
      ctx: { events: { ...events, ...session }, graph },
      input: { codebase, signal: new AbortController().signal },
    });
  } finally {
    graph.close();
  }
}

interface StoredEvent {
  readonly trigger_ref: string;
  readonly payload: Readonly<Record<string, JsonValue>>;
}

const storedEvents = () =>
  events.sql<StoredEvent[]>`
    select trigger_ref, payload from event
    where payload ->> 'codebase' = ${codebase}::text
    order by (payload ->> 'seq')::bigint, id`;

const storedSeqs = async () =>
  (
    await events.sql<{ seq: number }[]>`
      select seq from graph_history where codebase = ${codebase}::text order by seq, time`
  ).map(({ seq }) => seq);

const calls = { 'cart.ts': { total: ['price.ts#price'] }, 'price.ts': { price: [], vat: [] } };
const without = { 'cart.ts': { total: ['price.ts#vat'] }, 'price.ts': { vat: [] } };

test('the first index of a codebase is one event with its counts', async () => {
  index(callGraphFacts(calls, { commit: 'c0ffee' }));
  expect(await relay()).toBe(1);
  const found = await storedEvents();
  expect(found).toEqual([
    {
      trigger_ref: 'graph.indexed',
      payload: expect.objectContaining({
        codebase,
        revision: 1,
        scope: 'full',
        commit: 'c0ffee',
        counts: expect.objectContaining({ files: 2, edges: 1 }),
      }),
    },
  ]);
  expect(outbox()).toMatchObject([{ seq: 1 }]);
  expect(await relay()).toBe(0);
});

test('what breaks the architecture is an event with its sites, and names its layers, once', async () => {
  const architecture = architectureSchema.parse({
    layers: { cart: { files: 'src/cart.ts' }, price: { files: 'src/price.ts' } },
    rules: [
      { ref: 'arch.cart-price', forbid: { from: { layer: 'cart' }, to: { layer: 'price' } } },
      { ref: 'arch.cycles', cycles: { level: 'symbol', relations: 'calls' }, severity: 'warning' },
    ],
  });
  const run = (facts: FactBatch) =>
    withGraph((graph) => {
      const derive = () => void recordArchitecture({ ctx: { graph }, input: { architecture } });
      applyFacts({ ctx: { graph, derive }, input: facts });
    });
  run(callGraphFacts({ 'cart.ts': { total: [] }, 'price.ts': { price: [] } }));
  const broken = {
    'cart.ts': { total: ['price.ts#price'] },
    'price.ts': { price: ['cart.ts#total'] },
  };
  run(callGraphFacts(broken));
  run(callGraphFacts(broken));
  await relay();
  const found = await storedEvents();
  const of = (trigger: string) =>
    found.filter(({ trigger_ref }) => trigger_ref === trigger).map(({ payload }) => payload);
  const cart = { fqn: 'demo/src/cart.ts#total', layer: 'cart', file: 'src/cart.ts' };
  const price = { fqn: 'demo/src/price.ts#price', layer: 'price' };
  expect(of('graph.constraint_violated')).toMatchObject([
    {
      codebase,
      revision: 2,
      rule: 'arch.cart-price',
      severity: 'error',
      message: expect.stringContaining('which is forbidden to it'),
      from: cart,
      to: price,
      sites: [{ relation: 'calls', file: 'src/cart.ts', line: expect.any(Number) }],
      sites_total: 1,
    },
  ]);
  expect(of('graph.cycle_introduced')).toMatchObject([
    {
      rule: 'arch.cycles',
      severity: 'warning',
      from: cart,
      cycle: { members: [cart.fqn, price.fqn], path: [cart.fqn, price.fqn, cart.fqn] },
    },
  ]);
  expect(of('graph.edge_added')).toMatchObject([
    { from: { layer: 'cart' }, to: { layer: 'price' } },
    { from: { layer: 'price' }, to: { layer: 'cart' } },
  ]);
});

test('a later run is one event for each change, and the removed symbol names its callers', async () => {
  index(callGraphFacts(calls));
  await relay();
  index(callGraphFacts(without));
  const seqs = unmoved();
  await relay();
  expect(await storedSeqs()).toEqual([1, ...seqs]);
  const found = (await storedEvents()).slice(1);
  const byTrigger = new Map(found.map((event) => [event.trigger_ref, event.payload]));
  expect(byTrigger.get('graph.symbol_removed')).toMatchObject({
    codebase,
    revision: 2,
    symbol: { fqn: 'demo/src/price.ts#price', kind: 'function', file: 'src/price.ts' },
    mode: 'soft',
    callers: [
      { fqn: 'demo/src/cart.ts#total', kind: 'function', file: 'src/cart.ts', broken: false },
    ],
    callers_total: 1,
    entry_points: [],
    tests: [],
  });
  expect(byTrigger.get('graph.edge_added')).toMatchObject({
    relation: 'calls',
    from: { fqn: 'demo/src/cart.ts#total', kind: 'function', file: 'src/cart.ts' },
    to: { fqn: 'demo/src/price.ts#vat', kind: 'function', file: 'src/price.ts' },
  });
  expect(byTrigger.get('graph.edge_removed')).toMatchObject({
    to: { fqn: 'demo/src/price.ts#price' },
  });
  expect(found.at(-1)?.trigger_ref).toBe('graph.indexed');
  const [sensor] = await events.sql<{ state: string; count: number; last: number }[]>`
    select state, event_count as count, last_event as last from sensor where ref = 'core.graph'`;
  expect(sensor).toEqual({ state: 'active', count: expect.any(Number), last: expect.any(Number) });
});

test('what people change by hand becomes events too', async () => {
  index(callGraphFacts(calls));
  await relay();
  withGraph((graph) => {
    renameSymbol({
      ctx: { graph },
      input: { fqn: 'demo/src/price.ts#vat', to: 'demo/src/price.ts#tax' },
    });
    deleteSymbol({ ctx: { graph }, input: { fqn: 'demo/src/price.ts#price', mode: 'hard' } });
  });
  await relay();
  const found = (await storedEvents()).slice(1);
  expect(found.map(({ trigger_ref }) => trigger_ref)).toEqual(
    expect.arrayContaining(['graph.symbol_renamed', 'graph.symbol_removed', 'graph.edge_removed']),
  );
  const renamed = found.find(({ trigger_ref }) => trigger_ref === 'graph.symbol_renamed');
  expect(renamed?.payload).toMatchObject({
    old_fqn: 'demo/src/price.ts#vat',
    symbol: { fqn: 'demo/src/price.ts#tax' },
  });
  const removed = found.find(({ trigger_ref }) => trigger_ref === 'graph.symbol_removed');
  expect(removed?.payload).toMatchObject({
    mode: 'hard',
    callers: [{ fqn: 'demo/src/cart.ts#total', broken: false }],
  });
});

/** An index run that is going on, in a chain of reactions of its own. */
async function startRun(root: number, depth: number): Promise<number> {
  const { id } = await worker();
  const [row] = await events.sql<{ id: number }[]>`
    insert into execution (action_ref, config, status, worker, attempt, fencing_token, started_at,
                           lease_expires_at, max_attempts, timeout_seconds, root_event, depth, budget)
    values ('core.index', jsonb_build_object('codebase', ${codebase}::text), 'running', ${id}::bigint,
            1, 1, statement_timestamp(), statement_timestamp() + interval '1 hour', 1, 3600,
            ${root}::bigint, ${depth}::integer, 50)
    returning id`;
  return row?.id ?? 0;
}

const indexBy = (execution: number, facts: FactBatch) =>
  withGraph((graph) => applyFacts({ ctx: { graph, execution }, input: facts }));

const removals = () =>
  events.sql<{ name: string; root: number | null; depth: number }[]>`
    select payload #>> '{symbol,name}' as name, root_event as root, depth from event
    where trigger_ref = 'graph.symbol_removed' and payload ->> 'codebase' = ${codebase}::text
    order by name`;

test('[G5] what a reaction indexed belongs to its chain; what people do afterwards begins another', async () => {
  index(callGraphFacts(calls));
  await relay();
  indexBy(await startRun(4096, 3), callGraphFacts(without));
  withGraph((graph) =>
    deleteSymbol({ ctx: { graph }, input: { fqn: 'demo/src/price.ts#vat', mode: 'soft' } }),
  );
  await relay();
  expect(await removals()).toEqual([
    { name: 'price', root: 4096, depth: 3 },
    { name: 'vat', root: null, depth: 0 },
  ]);
});

test('[G5] runs of one codebase at the same moment each keep their own chain', async () => {
  index(callGraphFacts(calls));
  await relay();
  const first = await startRun(4096, 3);
  const second = await startRun(8192, 5);
  indexBy(second, callGraphFacts(without));
  indexBy(first, callGraphFacts({ 'cart.ts': { total: [] }, 'price.ts': {} }));
  index(callGraphFacts({ 'cart.ts': {}, 'price.ts': {} }));
  await relay();
  expect(await removals()).toEqual([
    { name: 'price', root: 8192, depth: 5 },
    { name: 'total', root: null, depth: 0 },
    { name: 'vat', root: 4096, depth: 3 },
  ]);
});

/** More changes than one transaction takes. */
const many = Object.fromEntries(
  Array.from({ length: 30 }, (_, n) => [
    `f${n}.ts`,
    Object.fromEntries(Array.from({ length: 20 }, (_each, m) => [`g${m}`, ['price.ts#vat']])),
  ]),
);

test('[G1] a relay that is killed behind its commit loses nothing and repeats nothing', async () => {
  index(callGraphFacts(calls));
  await relay();
  index(callGraphFacts({ ...calls, ...many }));
  const seqs = unmoved();
  expect(seqs.length).toBeGreaterThan(1_000);
  const child = spawn(
    process.execPath,
    [
      '--conditions=source',
      '--import',
      'tsx',
      fileURLToPath(new URL('../../test/relay-child.ts', import.meta.url)),
      home.path,
      codebase,
      database.url,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const [, signal] = await once(child, 'close');
  expect(signal).toBe('SIGKILL');
  expect(await storedSeqs()).toEqual([1, ...seqs.slice(0, 500)]);
  expect(unmoved()).toHaveLength(seqs.length);
  expect(await relay()).toBe(seqs.length - 500);
  expect(await storedSeqs()).toEqual([1, ...seqs]);
  expect(outbox()).toMatchObject([{ seq: seqs.at(-1) }]);
});

test('[G1] relays beside each other share the work and repeat nothing', async () => {
  index(callGraphFacts(calls));
  await relay();
  index(callGraphFacts({ ...calls, ...many }));
  const seqs = unmoved();
  const moved = await Promise.all([relay(), relay(), relay()]);
  expect(moved.reduce((sum, each) => sum + each, 0)).toBe(seqs.length);
  expect(await storedSeqs()).toEqual([1, ...seqs]);
  const found = await storedEvents();
  expect(new Set(found.map(({ payload }) => `${payload.seq} ${payload.at}`)).size).toBe(
    found.length,
  );
});

test('[G1] a transaction that fails moves nothing', async () => {
  index(callGraphFacts(calls));
  const broken: EventStore['transaction'] = (work) =>
    events.transaction(async (session) => {
      await work(session);
      throw new Error('pulled the plug');
    });
  await expect(relay({ run: events.run, transaction: broken })).rejects.toThrow('pulled the plug');
  expect(await storedSeqs()).toEqual([]);
  expect(await storedEvents()).toEqual([]);
  expect(await relay()).toBe(1);
});

test('[G2] a codebase made again under its old name begins again, and loses nothing', async () => {
  index(callGraphFacts(calls));
  await relay();
  index(callGraphFacts(without));
  await relay();
  const before = (await storedEvents()).length;
  removeCodebase({ ctx: { home: home.path }, input: { name: codebase } });
  create();
  index(callGraphFacts(calls));
  expect(await relay()).toBe(1);
  expect(await relay()).toBe(0);
  expect(await storedEvents()).toHaveLength(before + 1);
});

test('[G1] while the sensor is disabled nothing is moved and nothing is lost', async () => {
  index(callGraphFacts(calls));
  await events.sql`update sensor set enabled = false where ref = 'core.graph'`;
  expect(await relay()).toBe(0);
  await events.sql`update sensor set enabled = true where ref = 'core.graph'`;
  expect(await relay()).toBe(1);
});

test('a symbol that is purged is told once more, as gone for good', async () => {
  index(callGraphFacts(calls));
  index(callGraphFacts(without));
  await relay();
  withGraph((graph) => purgeSymbols({ ctx: { graph }, input: { older_than_days: 0 } }));
  await relay();
  const removed = (await storedEvents()).filter(
    ({ trigger_ref }) => trigger_ref === 'graph.symbol_removed',
  );
  expect(removed.map(({ payload }) => [payload.symbol, payload.mode])).toEqual([
    [expect.objectContaining({ fqn: 'demo/src/price.ts#price' }), 'soft'],
    [expect.objectContaining({ fqn: 'demo/src/price.ts#price' }), 'hard'],
  ]);
});

test('a rename that an index run recognised is told as one, and as nothing else', async () => {
  const named = (name: string): FactBatch => {
    const facts = callGraphFacts({ 'cart.ts': { total: [], [name]: [] } });
    return {
      ...facts,
      files: facts.files.map((file) => ({
        ...file,
        symbols: file.symbols.map((symbol) =>
          symbol.name === name
            ? {
                ...symbol,
                start_line: 1,
                end_line: 9,
                signature: null,
                body_hash: 'b',
                shape_hash: 's',
              }
            : symbol,
        ),
      })),
    };
  };
  index(named('price'));
  await relay();
  index(named('cost'));
  await relay();
  const told = (await storedEvents()).slice(1);
  expect(told.map(({ trigger_ref }) => trigger_ref)).toEqual([
    'graph.symbol_renamed',
    'graph.indexed',
  ]);
  expect(told[0]?.payload).toMatchObject({
    symbol: { fqn: 'demo/src/cart.ts#cost', name: 'cost' },
    old_fqn: 'demo/src/cart.ts#price',
  });
});
