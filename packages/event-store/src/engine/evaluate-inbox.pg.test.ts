import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  engineSteps,
  forgetEverything,
  matchAll,
  matchOf,
  proceed,
} from '../../test/engine-steps.ts';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { openEventStore } from '../open-event-store.ts';
import { evaluateInbox, type Rulebook } from './evaluate-inbox.ts';
import { readLedger } from './read-ledger.ts';
import { replayEvents } from './replay-events.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
beforeEach(() => forgetEverything(store.events));
afterAll(() => store[Symbol.asyncDispose]());

const { create, createRule, evaluate, process, enforcements, executions } = engineSteps(
  () => store.events,
);

test('what a batch evaluated is recorded by the day of the events', async () => {
  await createRule('a.rule');
  await createRule('b.rule');
  const [first] = await create(3);
  await evaluate();
  expect([
    ...(await store.events.sql`
      select engine, event_day::text, events, replayed, conditions, matches, errors from evaluation`),
  ]).toEqual([
    {
      engine: 'test',
      event_day: first?.created.slice(0, 10),
      events: 3,
      replayed: 0,
      conditions: 6,
      matches: 6,
      errors: 0,
    },
  ]);
});

test('the stamp changes with every change of a rule, and with nothing else', async () => {
  const stamps: string[] = [];
  const watch: Rulebook = async (stamp, load) => {
    stamps.push(stamp);
    expect((await load()).stamp).toBe(stamp);
    return () => ({ matches: [], conditions: 0 });
  };
  const look = async () => {
    await create(1);
    await evaluate(watch);
  };
  await look();
  await look();
  expect(stamps[1]).toBe(stamps[0]);
  const { sql } = store.events;
  for (const change of [
    sql`insert into rule (ref, label, trigger_ref, action_ref) values ('a.b', '', 'a.b', 'a.b')`,
    sql`update rule set enabled = false`,
    sql`update rule set enabled = true`,
    sql`delete from rule`,
  ]) {
    await change;
    await look();
  }
  expect(new Set(stamps.slice(1)).size).toBe(4);
  expect(stamps.at(-1)).toBe(stamps[0]);
});

test('an event that cannot be decided waits with its error, and holds up nobody', async () => {
  await createRule('a.rule');
  const receipts = await create(5);
  const poison = receipts[2]?.id;
  const rulebook: Rulebook = async (stamp, load) => {
    const decide = await matchAll(stamp, load);
    return (event, rule) => {
      if (event.id === poison) throw new Error('cannot read this');
      return decide(event, rule);
    };
  };
  const batch = await evaluate(rulebook);
  expect(batch).toMatchObject({
    events: 4,
    matches: 4,
    failed: [{ event_id: poison, error: 'cannot read this' }],
  });
  const { sql } = store.events;
  expect([
    ...(await sql`
      select event_id, attempts, last_error, available_at > statement_timestamp() as later
      from event_inbox`),
  ]).toEqual([{ event_id: poison, attempts: 1, last_error: 'cannot read this', later: true }]);
  expect((await readLedger({ ctx, input: { days: 2 } })).balanced).toBe(true);
  await sql`update event_inbox set available_at = statement_timestamp()`;
  expect(await evaluate()).toMatchObject({ events: 1, matches: 1, failed: [] });
});

test('an enforcement that the server refuses holds up only its event', async () => {
  await createRule('a.rule');
  const receipts = await create(5);
  const poison = receipts[3]?.id;
  const rulebook: Rulebook = async (stamp, load) => {
    const decide = await matchAll(stamp, load);
    return (event, rule) => {
      const decision = decide(event, rule);
      if (event.id !== poison) return decision;
      return {
        ...decision,
        matches: decision.matches.map((match) => ({
          ...match,
          rule_ref: 'NOT A REF',
          rule: -1,
          config: '\0',
        })),
      };
    };
  };
  const batch = await evaluate(rulebook);
  expect(batch).toMatchObject({ claimed: 5, events: 4, matches: 4 });
  expect(batch.failed).toMatchObject([{ event_id: poison }]);
  expect(await enforcements()).toHaveLength(4);
  expect((await readLedger({ ctx, input: { days: 2 } })).balanced).toBe(true);
});

test('a batch that fails as a whole leaves everything as it was', async () => {
  await createRule('a.rule');
  await create(3);
  await expect(
    evaluate(async () => {
      throw new Error('no rules today');
    }),
  ).rejects.toThrow('no rules today');
  const [row] = await store.events.sql`
    select count(*)::integer as n, max(attempts) as attempts from event_inbox`;
  expect(row).toEqual({ n: 3, attempts: 0 });
});

test('the inbox forgets an event that was deleted', async () => {
  const [receipt] = await create(1);
  await store.events.sql`delete from event where id = ${receipt?.id ?? 0}::bigint`;
  expect(await evaluate()).toMatchObject({ claimed: 1, events: 0, gone: 1 });
  expect(await evaluate()).toMatchObject({ claimed: 0 });
});

test('engines at once take different events and never wait', async () => {
  await createRule('a.rule');
  await create(40);
  const other = await openEventStore({ url: store.url, maxConnections: 2 });
  try {
    const batches = await Promise.all([
      ...Array.from({ length: 4 }, () => evaluate(matchAll, 10)),
      evaluateInbox({
        ctx: { events: other },
        input: { engine: 'other', limit: 10, rulebook: matchAll },
      }),
    ]);
    while ((await evaluate(matchAll, 10)).claimed > 0);
    expect(batches.every(({ failed }) => failed.length === 0)).toBe(true);
    const made = await enforcements();
    expect(new Set(made.map(({ event }) => event?.id)).size).toBe(40);
    expect(made).toHaveLength(40);
    await Promise.all([process(proceed, 15), process(proceed, 15), process(proceed, 15)]);
    while ((await process(proceed, 15)).claimed > 0);
    expect(await executions()).toHaveLength(40);
    expect((await readLedger({ ctx, input: { days: 2 } })).balanced).toBe(true);
  } finally {
    await other.close();
  }
});

test('a large batch leaves the rest for the next one', async () => {
  await createRule('a.rule');
  await create(3);
  const rulebook: Rulebook = async (_, load) => {
    const [rule] = (await load()).rules;
    return (event) => ({
      matches: Array.from({ length: 5000 }, (_, n) => ({
        ...(rule === undefined ? [] : [matchOf(rule, event)]).at(0),
        rule: n + 1,
        rule_ref: 'a.rule',
        rule_version: 1,
        config: null,
        conditions: [],
        error: null,
      })),
      conditions: 1,
    });
  };
  expect(await evaluate(rulebook)).toMatchObject({ events: 1, matches: 5000, deferred: 2 });
  expect(await evaluate()).toMatchObject({ events: 2, matches: 2 });
});

/** The server's clock once it has gone past a moment. */
async function momentAfter(moment: string): Promise<string> {
  for (;;) {
    const [row] = await store.events.sql<{ now: string; past: boolean }[]>`
      select t as now, t > ${moment}::timestamptz as past from clock_timestamp() as t`;
    if (row?.past === true) return row.now;
  }
}

test('a late rule looks at the past once, and a replay never fires twice', async () => {
  const [before] = await create(1);
  const since = await momentAfter(before?.created ?? '');
  await create(4);
  await create(2, { trigger_ref: 'other.trigger' });
  await evaluate();
  const rule = await createRule('late.rule');
  const replay = () => replayEvents({ ctx, input: { rule, since } });
  expect(await replay()).toBe(4);
  expect(await replay()).toBe(0);
  expect(await evaluate()).toMatchObject({ events: 0, replayed: 4, matches: 4 });
  await process();
  expect(await replay()).toBe(4);
  expect(await evaluate()).toMatchObject({ replayed: 4, matches: 0 });
  expect(await process()).toMatchObject({ claimed: 0 });
  expect(await executions()).toHaveLength(4);
  const ledger = await readLedger({ ctx, input: { days: 2 } });
  expect(ledger.balanced).toBe(true);
});

test('[E8] an event that comes in while a late rule is saved is evaluated by those who see it', async () => {
  const { sql } = store.events;
  let evaluated = false;
  const meanwhile = await store.events.transaction(async (saving) => {
    const [rule] = await saving.sql<{ id: number }[]>`
      insert into rule (ref, label, trigger_ref, action_ref)
      values ('late.rule', '', 'core.event', 'core.log') returning id`;
    const queued = await replayEvents({
      ctx: { events: saving },
      input: { rule: rule?.id ?? 0, since: '2024-01-01T00:00:00Z' },
    });
    expect(queued).toBe(0);
    const coming = create(1)
      .then(() => evaluate())
      .then(() => {
        evaluated = true;
      });
    // On a server it gets as far as the lock; the embedded store does not let it begin.
    for (let look = 0; look < 300 && !evaluated; look += 1) {
      const [waiting] = await saving.sql`
        select 1 from pg_locks where locktype = 'advisory' and not granted`;
      if (waiting !== undefined) break;
    }
    expect(evaluated).toBe(false);
    return { coming };
  });
  await meanwhile.coming;
  expect([...(await sql`select rule_ref from enforcement`)]).toEqual([{ rule_ref: 'late.rule' }]);
});

test('a replay for a rule that does not exist is refused', async () => {
  await expect(
    replayEvents({ ctx, input: { rule: 4711, since: '2026-01-01T00:00:00Z' } }),
  ).rejects.toMatchObject({ code: 'invalid_input' });
});
