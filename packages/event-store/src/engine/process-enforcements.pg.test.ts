import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { engineSteps, forgetEverything } from '../../test/engine-steps.ts';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import type { DecideEnforcement } from './process-enforcements.ts';
import { readLedger } from './read-ledger.ts';

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
