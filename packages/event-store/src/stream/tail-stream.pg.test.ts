import {
  type StreamEntry,
  type StreamFilter,
  streamEntrySchema,
  streamTopicSchema,
} from '@clew/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { createEnforcement } from '../enforcements/create-enforcement.ts';
import { resolveEnforcement } from '../enforcements/resolve-enforcement.ts';
import { createEvents } from '../events/create-events.ts';
import { claimExecution } from '../executions/claim-execution.ts';
import { finishExecution } from '../executions/finish-execution.ts';
import { requestExecution } from '../executions/request-execution.ts';
import { registerWorker } from '../workers/register-worker.ts';
import { readStreamFloor } from './read-stream-floor.ts';
import { matchesStreamFilter } from './stream-filter.ts';
import { type StreamMessage, tailStream } from './tail-stream.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

async function readOn(
  after: string,
  { limit = 200, filter = {} }: { limit?: number; filter?: StreamFilter } = {},
): Promise<readonly StreamMessage[]> {
  const { items, cursor, complete } = await tailStream({
    ctx,
    input: { ...filter, after, limit },
  });
  if (complete) return items;
  return [...items, ...(await readOn(cursor, { limit, filter }))];
}

const start = async () => (await tailStream({ ctx, input: {} })).cursor;

function label(entry: StreamEntry): string {
  switch (entry.topic) {
    case 'event':
      return `event ${entry.trigger_ref}`;
    case 'enforcement':
      return `enforcement ${entry.change} ${entry.rule_ref}`;
    case 'execution':
    case 'worker':
      return `${entry.topic} ${entry.operation} ${entry.entity_ref}`;
    case 'output':
      return `output ${entry.stream} ${entry.text}`;
  }
}

/** One of everything that a stream tells of. */
async function reactOnce(name: string) {
  const [event] = await createEvents({ ctx, input: { events: [{ trigger_ref: `${name}.seen` }] } });
  const { id: enforcement } = await createEnforcement({
    ctx,
    input: { rule_ref: `${name}.rule`, trigger_ref: `${name}.seen`, event: event?.id ?? null },
  });
  await resolveEnforcement({ ctx, input: { id: enforcement, status: 'processed' } });
  const worker = await registerWorker({ ctx, input: { name: `${name}-worker` } });
  const execution = await requestExecution({ ctx, input: { action_ref: 'core.log' } });
  await claimExecution({ ctx, input: { worker: worker.id } });
  await finishExecution({
    ctx,
    input: {
      id: execution.id,
      fencing_token: 1,
      status: 'completed',
      output: [{ stream: 'stdout', position: 0, text: name }],
    },
  });
  return { event: event?.id ?? 0, enforcement, worker: worker.id, execution: execution.id };
}

test('everything is told once, in the order in which it happened, whatever the page size', async () => {
  const after = await start();
  await reactOnce('once');
  const all = await readOn(after);
  expect(all.map(({ entry }) => label(entry))).toEqual([
    'event once.seen',
    'enforcement created once.rule',
    'enforcement resolved once.rule',
    'worker INSERT once-worker',
    'execution INSERT core.log',
    'execution UPDATE core.log',
    'execution UPDATE core.log',
  ]);
  for (const { entry } of all) expect(streamEntrySchema.safeParse(entry).error).toBe(undefined);
  expect(await readOn(after, { limit: 1 })).toEqual(all);
  expect(await readOn(after, { limit: 3 })).toEqual(all);
  for (const [index, { cursor }] of all.entries()) {
    expect(await readOn(cursor)).toEqual(all.slice(index + 1));
  }
});

test('output is told to those who ask for it', async () => {
  const after = await start();
  const ids = await reactOnce('loud');
  const filter: StreamFilter = { topics: ['output', 'worker'] };
  const asked = await readOn(after, { filter });
  expect(asked.map(({ entry }) => label(entry)).toSorted()).toEqual([
    'output stdout loud',
    'worker INSERT loud-worker',
  ]);
  const output = asked.find(({ entry }) => entry.topic === 'output')?.entry;
  expect(streamEntrySchema.parse(output)).toEqual(output);
  expect(output).toMatchObject({
    execution: ids.execution,
    action_ref: 'core.log',
    fencing_token: 1,
    position: 0,
  });
  const rest = await readOn(asked[0]?.cursor ?? '', { filter });
  expect(rest).toEqual(asked.slice(1));
});

test('the query and the memory agree on every filter', async () => {
  const after = await start();
  const ids = await reactOnce('left');
  await reactOnce('right');
  const all = await readOn(after, { filter: { topics: streamTopicSchema.options } });
  const filters: readonly StreamFilter[] = [
    { topics: ['event'] },
    { topics: ['enforcement', 'worker'] },
    { trigger_ref: 'left.seen' },
    { rule_ref: 'right.rule' },
    { action_ref: 'core.log', topics: ['execution'] },
    { action_ref: 'core.http' },
    { entity_id: ids.event },
    { entity_id: ids.enforcement },
    { entity_id: ids.execution, topics: ['event', 'execution'] },
    { entity_id: ids.worker, trigger_ref: 'left.seen' },
    { topics: ['output'], entity_id: ids.execution },
    { topics: ['output', 'event'], action_ref: 'core.http' },
  ];
  for (const filter of filters) {
    const kept = all.filter(({ entry }) => matchesStreamFilter(filter, entry));
    expect(kept.length).toBeLessThan(all.length);
    expect(await readOn(after, { filter })).toEqual(kept);
  }
});

test('what commits late is neither skipped nor told twice', async () => {
  const after = await start();
  let writing = true;
  const writer = async (name: number) => {
    for (let turn = 0; turn < 8; turn += 1) {
      await store.events.transaction(async (events) => {
        const late = { events };
        await createEvents({ ctx: late, input: { events: [{ trigger_ref: `late.w${name}` }] } });
        const { id } = await createEnforcement({
          ctx: late,
          input: { rule_ref: `late.w${name}`, trigger_ref: 'late.seen' },
        });
        for (let pause = 0; pause < name * 3; pause += 1) await events.sql`select 1`;
        await resolveEnforcement({ ctx: late, input: { id, status: 'disabled' } });
      });
    }
  };
  const seen: string[] = [];
  const reader = async () => {
    let cursor = after;
    for (;;) {
      const last = !writing;
      const tail = await tailStream({ ctx, input: { after: cursor, limit: 7 } });
      seen.push(...tail.items.map((item) => item.cursor));
      cursor = tail.cursor;
      if (last && tail.complete) return;
    }
  };
  const reading = reader();
  await Promise.all([0, 1, 2].map(writer));
  writing = false;
  await reading;
  const stored = await readOn(after);
  expect(stored).toHaveLength(3 * 8 * 3);
  expect(seen).toEqual(stored.map(({ cursor }) => cursor));
});

test('a large payload stands as its digest', async () => {
  const after = await start();
  const payload = { text: 'x'.repeat(2000) };
  await createEvents({ ctx, input: { events: [{ trigger_ref: 'large.seen', payload }] } });
  expect((await readOn(after)).map(({ entry }) => entry)).toMatchObject([
    { payload: { size: expect.any(Number), type: 'object', digest: expect.any(String) } },
  ]);
});

test('a place that is none and a filter that is none are refused', async () => {
  for (const after of [
    'abc',
    Buffer.from('event 2026-01-01T00:00:00.000000Z 1').toString('base64url'),
  ])
    await expect(tailStream({ ctx, input: { after } })).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
  await expect(tailStream({ ctx, input: { topics: [] } })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test('streams reach back as far as the shortest retention', async () => {
  const [row] = await store.events.sql<{ days: number }[]>`
    select round(extract(epoch from now() - ${await readStreamFloor({ ctx })}::timestamptz) / 86400) as days`;
  expect(Number(row?.days)).toBe(90);
});
