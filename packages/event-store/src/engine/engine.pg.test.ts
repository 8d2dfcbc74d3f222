import type { Event } from '@clew/contracts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { listEnforcements } from '../enforcements/list-enforcements.ts';
import { createEvents, type EventCause } from '../events/create-events.ts';
import { openEventStore } from '../open-event-store.ts';
import {
  type DecideEvent,
  type EventMatch,
  evaluateInbox,
  type Rulebook,
} from './evaluate-inbox.ts';
import type { RuleSet } from './load-rules.ts';
import { type DecideEnforcement, processEnforcements } from './process-enforcements.ts';
import { readLedger } from './read-ledger.ts';
import { replayEvents } from './replay-events.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
beforeEach(async () => {
  const { sql } = store.events;
  await sql`truncate event, event_inbox, enforcement, enforcement_key, evaluation, event_chain,
    execution, rule, rule_version`;
});
afterAll(() => store[Symbol.asyncDispose]());

const create = (count: number, input: { trigger_ref?: string; cause?: EventCause } = {}) =>
  createEvents({
    ctx,
    input: {
      events: Array.from({ length: count }, (_, n) => ({
        trigger_ref: input.trigger_ref ?? 'core.event',
        payload: { n },
      })),
      cause: input.cause,
    },
  });

async function createRule(ref: string, action_ref = 'core.log'): Promise<number> {
  const [row] = await store.events.sql<{ id: number }[]>`
    insert into rule (ref, label, trigger_ref, action_ref)
    values (${ref}, ${ref}, 'core.event', ${action_ref}) returning id`;
  return row?.id ?? 0;
}

/** Matches every event with every rule, or with the one that is asked. */
const everyRule =
  (rules: RuleSet['rules']): DecideEvent =>
  (event, rule) => {
    const asked = rules.filter(({ id }) => rule === null || id === rule);
    return { matches: asked.map((each) => matchOf(each, event)), conditions: asked.length };
  };

const matchOf = ({ id, ref, version }: RuleSet['rules'][number], event: Event): EventMatch => ({
  rule: id,
  rule_ref: ref,
  rule_version: version,
  config: { message: `event ${event.id}` },
  conditions: [],
  error: null,
});

const matchAll: Rulebook = async (_, load) => everyRule((await load()).rules);
const proceed: DecideEnforcement = () => ({ kind: 'process' });

const evaluate = (rulebook: Rulebook = matchAll, limit = 100) =>
  evaluateInbox({ ctx, input: { engine: 'test', limit, rulebook } });
const process = (decide: DecideEnforcement = proceed, limit = 100) =>
  processEnforcements({ ctx, input: { limit, decide } });
const enforcements = async () =>
  (await listEnforcements({ ctx, input: { limit: 200 } })).items.toReversed();
const executions = () => store.events.sql<Record<string, unknown>[]>`
  select enforcement, action_ref, config, status, max_attempts, timeout_seconds, event, root_event,
         depth, budget
  from execution order by enforcement`;

test('events become enforcements, and enforcements become executions', async () => {
  const rule = await createRule('a.rule', 'core.http');
  const [first, second] = await create(2);
  expect(await evaluate()).toEqual({
    claimed: 2,
    events: 2,
    replayed: 0,
    conditions: 2,
    matches: 2,
    errors: 0,
    gone: 0,
    deferred: 0,
    failed: [],
  });
  expect(await process()).toEqual({ claimed: 2, processed: 2, disabled: 0, executions: 2 });
  const made = await enforcements();
  expect(made.map(({ event }) => event?.id)).toEqual([first?.id, second?.id]);
  expect(made[1]).toMatchObject({
    rule,
    rule_ref: 'a.rule',
    rule_version: 1,
    trigger_ref: 'core.event',
    status: 'processed',
    payload: { n: 1 },
    error: null,
  });
  expect(made.every(({ resolved_at }) => resolved_at !== null)).toBe(true);
  expect((await executions()).at(1)).toEqual({
    enforcement: made[1]?.id,
    action_ref: 'core.http',
    config: { message: `event ${second?.id}` },
    status: 'requested',
    max_attempts: 3,
    timeout_seconds: 60,
    event: second?.id,
    root_event: second?.id,
    depth: 1,
    budget: 1000,
  });
  expect(await evaluate()).toMatchObject({ claimed: 0 });
  expect(await process()).toMatchObject({ claimed: 0 });
});

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

test('what may not run is disabled with the reason, once', async () => {
  await createRule('a.rule');
  await create(3);
  await evaluate();
  const decisions = new Map<string, unknown>();
  const result = await process((facts) => {
    decisions.set(facts.rule_ref, facts);
    return { kind: 'disable', reason: 'not today' };
  });
  expect(result).toEqual({ claimed: 3, processed: 0, disabled: 3, executions: 0 });
  expect(decisions.get('a.rule')).toEqual({
    rule_ref: 'a.rule',
    trigger_ref: 'core.event',
    action_ref: 'core.log',
    rule: 'enabled',
    trigger: 'enabled',
    action: 'enabled',
    error: null,
    depth: 0,
    budget_left: 1000,
  });
  expect(await enforcements()).toMatchObject(
    Array.from({ length: 3 }, () => ({ status: 'disabled', error: 'not today' })),
  );
  expect(await executions()).toEqual([]);
  expect(await process()).toMatchObject({ claimed: 0 });
  expect([...(await store.events.sql`select executions from event_chain`)]).toEqual([
    { executions: 0 },
    { executions: 0 },
    { executions: 0 },
  ]);
});

test('the decision knows what was switched off or removed since', async () => {
  const { sql } = store.events;
  const seen: unknown[] = [];
  const look: DecideEnforcement = ({ rule, trigger, action, action_ref }) => {
    seen.push({ rule, trigger, action, action_ref });
    return { kind: 'process' };
  };
  const rule = await createRule('a.rule');
  await create(1);
  await evaluate();
  await sql`update rule set enabled = false where id = ${rule}::bigint`;
  await process(look);
  await sql`update rule set enabled = true where id = ${rule}::bigint`;
  await create(1);
  await evaluate();
  // The enforcement was rendered for core.log, which the rule no longer names.
  await sql`update rule set action_ref = 'core.http' where id = ${rule}::bigint`;
  await sql`update action set enabled = false where ref = 'core.log'`;
  await sql`update trigger set enabled = false where ref = 'core.event'`;
  await process(look);
  await sql`update action set enabled = true where ref = 'core.log'`;
  await sql`update trigger set enabled = true where ref = 'core.event'`;
  await create(1);
  await evaluate();
  await sql`delete from rule`;
  await process(look);
  expect(seen).toEqual([
    { rule: 'disabled', trigger: 'enabled', action: 'enabled', action_ref: 'core.log' },
    { rule: 'enabled', trigger: 'disabled', action: 'disabled', action_ref: 'core.log' },
    { rule: 'gone', trigger: 'enabled', action: 'enabled', action_ref: 'core.http' },
  ]);
});

test('the executions of a chain are counted together, whoever processes them', async () => {
  const [root] = await create(1);
  await evaluate();
  await createRule('a.rule');
  await create(30, { cause: { root_event: root?.id ?? 0, depth: 2, budget: 7 } });
  await evaluate();
  const withinBudget: DecideEnforcement = ({ budget_left }) =>
    budget_left > 0 ? { kind: 'process' } : { kind: 'disable', reason: 'budget' };
  await Promise.all([process(withinBudget, 10), process(withinBudget, 10)]);
  while ((await process(withinBudget, 10)).claimed > 0);
  const reactions = await executions();
  expect(reactions).toHaveLength(7);
  expect(reactions).toMatchObject(
    Array.from({ length: 7 }, () => ({ root_event: root?.id, depth: 3, budget: 7 })),
  );
  expect([...(await store.events.sql`select root_event, executions from event_chain`)]).toEqual([
    { root_event: root?.id, executions: 7 },
  ]);
  expect((await readLedger({ ctx, input: { days: 2 } })).balanced).toBe(true);
});

test('an enforcement that somebody else resolved gets no execution', async () => {
  await createRule('a.rule');
  await create(2);
  await evaluate();
  await store.events.sql`
    update enforcement set status = 'disabled', resolved_at = clock_timestamp()
    where id = (select min(id) from enforcement)`;
  expect(await process()).toEqual({ claimed: 2, processed: 1, disabled: 0, executions: 1 });
  expect((await enforcements()).map(({ status }) => status)).toEqual(['disabled', 'processed']);
  expect(await process()).toMatchObject({ claimed: 0 });
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

test('the ledger shows what is missing', async () => {
  await createRule('a.rule');
  await create(4);
  const { sql } = store.events;
  const today = async () => (await readLedger({ ctx, input: { days: 1 } })).days[0];
  expect(await today()).toMatchObject({ events: 4, evaluated: 0, pending_events: 4 });
  await evaluate();
  expect(await today()).toMatchObject({
    evaluated: 4,
    pending_events: 0,
    matches: 4,
    enforcements: 4,
    pending_enforcements: 4,
    executions: 0,
  });
  await process();
  expect(await today()).toMatchObject({
    executions: 4,
    pending_enforcements: 0,
    gaps: { events: 0, matches: 0, enforcements: 0 },
  });
  await sql`delete from execution where id = (select min(id) from execution)`;
  expect((await today())?.gaps).toEqual({ events: 0, matches: 0, enforcements: 1 });
  await sql`delete from enforcement where id = (select max(id) from enforcement)`;
  await create(2);
  await sql`delete from event_inbox where event_id = (select max(event_id) from event_inbox)`;
  expect(await readLedger({ ctx, input: { days: 1 } })).toMatchObject({
    balanced: false,
    days: [{ gaps: { events: 1, matches: 1, enforcements: 0 } }],
  });
  await expect(readLedger({ ctx, input: { days: 0 } })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});
