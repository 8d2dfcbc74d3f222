import { copyFile, rm } from 'node:fs/promises';
import type { FactBatch } from '@clew/contracts';
import { type EventStore, eventStoreTemplate, openEventStore } from '@clew/event-store';
import {
  applyFacts,
  codebaseGraphPath,
  createCodebase,
  type Graph,
  openCodebase,
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
let losses: string[];

beforeAll(async () => {
  database = await tempEventsDatabase({ template: eventStoreTemplate() });
  events = await openEventStore({ url: database.url });
  home = await tempDir();
});
beforeEach(() => {
  codebase = `shop-${++names}`;
  losses = [];
  createCodebase({ ctx: { home: home.path }, input: { name: codebase, root: home.path } });
});
afterAll(async () => {
  await events.close();
  await database.drop();
  await home[Symbol.asyncDispose]();
});

async function withGraph<T>(work: (graph: Graph) => T | Promise<T>): Promise<T> {
  const graph = openCodebase({ ctx: { home: home.path }, input: { name: codebase } });
  try {
    return await work(graph);
  } finally {
    graph.close();
  }
}

/** Indexes a program of functions that nobody calls, from the second run on. */
const index = (functions: readonly string[]) => {
  const facts: FactBatch = callGraphFacts({
    'a.ts': Object.fromEntries(functions.map((name) => [name, []])),
  });
  return withGraph((graph) => applyFacts({ ctx: { graph }, input: facts }));
};

const relay = (session: Pick<EventStore, 'transaction'> = events) =>
  withGraph((graph) =>
    relayGraph({
      ctx: { events: { ...events, ...session }, graph },
      input: {
        codebase,
        signal: new AbortController().signal,
        onLoss: (message) => losses.push(message),
      },
    }),
  );

const graphPath = () => codebaseGraphPath(home.path, codebase);
const backUp = () => copyFile(graphPath(), `${graphPath()}.backup`);

async function putBack(): Promise<void> {
  for (const part of ['-wal', '-shm']) await rm(`${graphPath()}${part}`, { force: true });
  await copyFile(`${graphPath()}.backup`, graphPath());
}

/** What happened to symbols, in the order of the numbers of the changes. */
async function story(): Promise<readonly string[]> {
  const rows = await events.sql<{ trigger_ref: string; name: string | null }[]>`
    select trigger_ref, payload #>> '{symbol,name}' as name from event
    where payload ->> 'codebase' = ${codebase}::text
      and trigger_ref in ('graph.symbol_added', 'graph.symbol_removed', 'graph.restored')
    order by created, (payload ->> 'seq')::bigint, id`;
  return rows.map(({ trigger_ref, name }) => {
    const what = trigger_ref.replace(/^graph\.(?:symbol_)?/, '');
    return name === null ? what : `${what} ${name}`;
  });
}

/** Every number is given away once, and none is missing. */
async function expectNumbered(): Promise<void> {
  const rows = await events.sql<{ seq: number }[]>`
    select seq from graph_history where codebase = ${codebase}::text order by seq`;
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1));
}

/** A backup, changes that it lacks, and its return. The relay knows of all but the return. */
async function loseSome(): Promise<void> {
  await index(['one']);
  await relay();
  await index(['one', 'two']);
  await relay();
  await backUp();
  await index(['one', 'two', 'lost', 'gone']);
  await relay();
  await putBack();
}

const before = ['added two', 'added lost', 'added gone', 'restored'];

test('[G3] what changes in a graph after its return from a backup is told once, and so is the loss', async () => {
  await loseSome();
  await index(['one', 'two', 'new']);
  await relay();
  expect(await story()).toEqual([...before, 'added new']);
  expect(losses).toEqual([expect.stringMatching(/put back to an earlier state\. \d+ changes/)]);
  await expectNumbered();
  expect(await relay()).toBe(0);
  await index(['one', 'two']);
  await relay();
  expect(await story()).toEqual([...before, 'added new', 'removed new']);
  expect(losses).toHaveLength(1);
  await expectNumbered();
  const [restored] = await events.sql<{ payload: { first_lost: number; last_lost: number } }[]>`
    select payload from event
    where trigger_ref = 'graph.restored' and payload ->> 'codebase' = ${codebase}::text`;
  const lost = await events.sql`
    select 1 from graph_history
    where codebase = ${codebase}::text and entity = 'symbol' and op = 'INSERT'
      and seq between ${restored?.payload.first_lost ?? 0}::bigint
                  and ${restored?.payload.last_lost ?? 0}::bigint`;
  expect(lost).toHaveLength(2);
});

test('[G3] a return is noticed although more has changed since than was lost', async () => {
  await loseSome();
  const many = Array.from({ length: 20 }, (_, n) => `new${n}`);
  await index(['one', 'two', ...many]);
  await relay();
  expect((await story()).slice(0, 4)).toEqual(before);
  expect((await story()).slice(4).toSorted()).toEqual(
    many.map((name) => `added ${name}`).toSorted(),
  );
  await expectNumbered();
});

test('[G3] a return is noticed although nothing has changed since', async () => {
  await loseSome();
  expect(await relay()).toBe(0);
  expect(await story()).toEqual(before);
  await index(['one', 'two', 'new']);
  await relay();
  expect(await story()).toEqual([...before, 'added new']);
  await expectNumbered();
});

test('[G3] a backup of before the outbox kept its last change, and with changes that nobody moved', async () => {
  await index(['one']);
  await relay();
  await index(['one', 'two']);
  await withGraph((graph) => graph.sqlite.exec('delete from graph_changes where seq <= 1'));
  await backUp();
  await relay();
  await index(['one', 'two', 'lost', 'gone']);
  await relay();
  await putBack();
  await index(['one', 'two', 'new']);
  await relay();
  expect(await story()).toEqual([...before, 'added new']);
  await expectNumbered();
});

test('[G3] a relay that dies behind any of its commits does not tell anything twice', async () => {
  await loseSome();
  await index(['one', 'two', 'new']);
  for (let deaths = 0; ; deaths += 1) {
    const dying: EventStore['transaction'] = async (work) => {
      await events.transaction(work);
      throw new Error('killed');
    };
    const end = await relay({ transaction: dying }).catch((error: Error) => error.message);
    if (end !== 'killed') break;
    expect(deaths).toBeLessThan(10);
  }
  expect(await story()).toEqual([...before, 'added new']);
  await expectNumbered();
});

test('[G3] a second return from the same backup is noticed too', async () => {
  await loseSome();
  await index(['one', 'two', 'new']);
  await relay();
  await putBack();
  await index(['one', 'two', 'newer']);
  await relay();
  expect(await story()).toEqual([...before, 'added new', 'restored', 'added newer']);
  expect(losses).toHaveLength(2);
  await expectNumbered();
});

test('[G4] changes that left the outbox before they were moved are told as lost', async () => {
  await index(['one']);
  await relay();
  await index(['one', 'two']);
  await index(['one', 'two', 'three']);
  await withGraph((graph) =>
    graph.sqlite.exec(
      "delete from graph_changes where seq > 1 and seq <= (select min(seq) from graph_changes where entity = 'revision' and seq > 1)",
    ),
  );
  await relay();
  expect(losses).toEqual([
    expect.stringMatching(/^The changes 2 to \d+ are in the outbox no more/),
  ]);
  expect(await story()).toEqual(['added three']);
  expect(await relay()).toBe(0);
  expect(losses).toHaveLength(1);
});
