import {
  createEnforcement,
  createEvents,
  createRule,
  createTrigger,
  deleteRule,
  type EventStore,
  eventStoreTemplate,
  openEventStore,
  readLineage,
  requestExecution,
  updateRule,
} from '@clew/event-store';
import { tempEventsDatabase } from '@clew/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkRule } from '../rules/check-rule.ts';
import { testRule } from './test-rule.ts';
import { whyRule } from './why-rule.ts';

let events: EventStore;
let drop: () => Promise<void>;
let ctx: {
  readonly events: EventStore;
  readonly checkRule: typeof checkRule;
  readonly now: () => Date;
};
const noon = Date.UTC(2026, 5, 1, 12);
const hour = 3_600_000;

beforeAll(async () => {
  const database = await tempEventsDatabase({ template: eventStoreTemplate() });
  drop = () => database.drop();
  events = await openEventStore({ url: database.url, maxConnections: 3 });
  ctx = { events, checkRule, now: () => new Date(noon) };
  await createTrigger({ ctx, input: { ref: 'shop.sold' } });
  // One every ten minutes from 07:00 to 11:50, with a gap between 09:00 and 10:00.
  await events.sql`
    insert into event (id, created, trigger_ref, payload)
    select clew_internal.mint_id(at), at, 'shop.sold', jsonb_build_object('n', n)
    from generate_series(0, 29) as n
    cross join lateral (
      select ${new Date(noon - 5 * hour).toISOString()}::timestamptz + n * interval '10 minutes' as at
    ) as moments
    where n not between 12 and 17`;
  await createRule({
    ctx,
    input: {
      ref: 'shop.big',
      trigger_ref: 'shop.sold',
      when: 'event.payload.n >= 25 && event.payload.n < 100',
      action_ref: 'core.log',
      action_params: { message: 'sold' },
    },
  });
});

afterAll(async () => {
  await events.close();
  await drop();
});

const draft = {
  ref: 'draft.rule',
  trigger_ref: 'shop.sold',
  trigger_params: {},
  when: 'event.payload.n % 2 == 0',
  action_ref: 'core.log',
  action_params: { message: 'even' },
};

test('a back-test counts every hour, also the one in which nothing happened', async () => {
  const since = new Date(noon - 5 * hour).toISOString();
  const result = await testRule({ ctx, input: { rule: draft, on: { since, sample: 2 } } });
  expect(result).toMatchObject({
    complete: true,
    window: { since, until: new Date(noon).toISOString() },
    events: 24,
    matches: 12,
    errors: 0,
    executions: 12,
  });
  expect(result.per_hour.map((one) => [one.hour.slice(11, 13), one.events, one.matches])).toEqual([
    ['07', 6, 3],
    ['08', 6, 3],
    ['09', 0, 0],
    ['10', 6, 3],
    ['11', 6, 3],
  ]);
  expect(result.samples).toMatchObject([
    { outcome: 'matched', config: { message: 'even' } },
    { outcome: 'matched' },
  ]);
});

test('a back-test that may not read everything says where it stopped', async () => {
  const since = new Date(noon - 5 * hour).toISOString();
  const result = await testRule({ ctx, input: { rule: draft, on: { since }, maxEvents: 7 } });
  expect(result).toMatchObject({ complete: false, events: 7 });
  expect(result.window?.since).toBe(new Date(noon - 70 * 60_000).toISOString());
  expect(result.per_hour.map((one) => one.events)).toEqual([1, 6]);
  await expect(
    testRule({ ctx, input: { rule: draft, on: { since: new Date(noon).toISOString() } } }),
  ).rejects.toMatchObject({ code: 'window_invalid', problem: 'unprocessable' });
});

test('a rule that fails is counted as such', async () => {
  const since = new Date(noon - hour).toISOString();
  const failing = { ...draft, when: 'event.payload.missing == 1' };
  const result = await testRule({ ctx, input: { rule: failing, on: { since, sample: 1 } } });
  expect(result).toMatchObject({ events: 6, matches: 0, errors: 6, executions: 0 });
  expect(result.samples).toMatchObject([
    { outcome: 'error', error: expect.stringContaining('missing') },
  ]);
});

test('a rule is tried on a payload that is made up', async () => {
  const tried = await testRule({ ctx, input: { rule: draft, on: { payload: { n: 3 } } } });
  expect(tried).toMatchObject({
    events: 1,
    matches: 0,
    samples: [
      {
        event: null,
        outcome: 'not_matched',
        first_false: { operands: [{ source: 'event.payload.n', value: 3 }] },
      },
    ],
  });
});

async function send(n: number, trigger_ref = 'shop.sold'): Promise<number> {
  const [receipt] = await createEvents({
    ctx,
    input: { events: [{ trigger_ref, payload: { n } }] },
  });
  return receipt?.id ?? 0;
}

const why = (event: number, version?: number) =>
  whyRule({ ctx, input: { event, rule: 'shop.big', version } });

test('why names the first false clause and what it found', async () => {
  expect(await why(await send(3))).toMatchObject({
    verdict: 'not_matched',
    rule_version: 1,
    reason: 'event.payload.n >= 25 is false: event.payload.n is 3.',
    enforcement: null,
  });
  expect(await why(await send(300))).toMatchObject({
    reason: 'event.payload.n < 100 is false: event.payload.n is 300.',
  });
  expect(await why(await send(30, 'shop.other'))).toMatchObject({ verdict: 'other_trigger' });
});

test('why tells what the rule said then, when it reacted and when it could not', async () => {
  const before = await send(30);
  expect(await why(before)).toMatchObject({ verdict: 'would_match' });
  const enforcement = await createEnforcement({
    ctx,
    input: { rule_ref: 'shop.big', rule_version: 1, trigger_ref: 'shop.sold', event: before },
  });
  await updateRule({
    ctx,
    input: { ref: 'shop.big', patch: { when: 'event.payload.n > 1000', enabled: false } },
  });
  expect(await why(before)).toMatchObject({
    verdict: 'fired',
    rule_version: 1,
    enforcement: { id: enforcement.id, status: 'created' },
  });
  expect(await why(await send(30))).toMatchObject({ verdict: 'not_matched', rule_version: 2 });
});

/** The engine took the events off the inbox; why it left nothing is to be found out. */
const evaluated = () => events.sql`delete from event_inbox`;

const ruled = (ref: string, when: string) =>
  createRule({
    ctx,
    input: {
      ref,
      trigger_ref: 'shop.sold',
      when,
      action_ref: 'core.log',
      action_params: { message: 'sold' },
    },
  });

const whyOf = async (rule: string, event: number, version?: number) => {
  const { verdict, reason } = await whyRule({ ctx, input: { event, rule, version } });
  return { verdict, reason };
};

test('why tells whether the rule was switched on then, whatever it is now', async () => {
  const early = await send(1);
  await ruled('shop.switched', 'event.payload.n > 0');
  const on = await send(1);
  expect(await whyOf('shop.switched', on)).toMatchObject({
    verdict: 'would_match',
    reason: expect.stringContaining('waits to be evaluated'),
  });
  await evaluated();
  expect(await whyOf('shop.switched', on)).toMatchObject({
    verdict: 'would_match',
    reason: expect.stringContaining('no reaction is recorded'),
  });
  const patch = (enabled: boolean) =>
    updateRule({ ctx, input: { ref: 'shop.switched', patch: { enabled } } });
  await patch(false);
  const off = await send(1);
  await patch(true);
  const again = await send(1);
  await evaluated();
  expect(await whyOf('shop.switched', off)).toMatchObject({
    verdict: 'disabled',
    reason: expect.stringMatching(/was switched off from \S+ until \S+\.$/),
  });
  expect(await whyOf('shop.switched', on)).toMatchObject({
    verdict: 'disabled',
    reason: expect.stringMatching(/was switched off on \S+, before it could react/),
  });
  expect(await whyOf('shop.switched', again)).toMatchObject({ verdict: 'would_match' });
  expect(await whyOf('shop.switched', early, 1)).toMatchObject({ verdict: 'later_rule' });

  await deleteRule({ ctx, input: { ref: 'shop.switched' } });
  const gone = await send(1);
  await evaluated();
  expect(await whyOf('shop.switched', again)).toMatchObject({
    verdict: 'disabled',
    reason: expect.stringMatching(/was deleted on \S+, before it could react/),
  });
  expect(await whyOf('shop.switched', gone)).toMatchObject({
    verdict: 'disabled',
    reason: expect.stringContaining('had been deleted on'),
  });
  await ruled('shop.switched', 'event.payload.n > 0');
  expect(await whyOf('shop.switched', gone)).toMatchObject({
    verdict: 'disabled',
    reason: expect.stringContaining('had been deleted on'),
  });
});

test('a rule that was switched off before anybody wrote that down is told as far as known', async () => {
  await ruled('shop.unrecorded', 'event.payload.n > 0');
  const event = await send(1);
  await updateRule({ ctx, input: { ref: 'shop.unrecorded', patch: { enabled: false } } });
  await events.sql`delete from rule_switch where rule_ref = 'shop.unrecorded'`;
  await evaluated();
  expect(await whyOf('shop.unrecorded', event)).toMatchObject({
    verdict: 'disabled',
    reason: expect.stringContaining('is not recorded'),
  });
});

test('a rule that failed then has failed, although it was mended since', async () => {
  await ruled('shop.mended', 'event.payload.missing == 1');
  const event = await send(1);
  const failed = await createEnforcement({
    ctx,
    input: {
      rule_ref: 'shop.mended',
      rule_version: 1,
      trigger_ref: 'shop.sold',
      event,
      error: 'No such key: missing',
    },
  });
  await updateRule({
    ctx,
    input: { ref: 'shop.mended', patch: { when: 'event.payload.n == 1' } },
  });
  const verdict = {
    verdict: 'failed',
    reason: `The rule failed on this event, which enforcement ${failed.id} records: No such key: missing`,
  };
  expect(await whyOf('shop.mended', event)).toEqual(verdict);
  expect(await whyOf('shop.mended', event, 2)).toEqual(verdict);
});

test('a lineage leads from an event to what became of it', async () => {
  const event = await send(40);
  const enforcement = await createEnforcement({
    ctx,
    input: { rule_ref: 'shop.big', trigger_ref: 'shop.sold', event },
  });
  const execution = await requestExecution({
    ctx,
    input: { action_ref: 'core.log', cause: { enforcement: enforcement.id } },
  });
  await requestExecution({ ctx, input: { action_ref: 'core.log' } });
  const lineage = await readLineage({ ctx, input: { id: event } });
  expect(lineage).toMatchObject({
    event: { id: event },
    root: null,
    truncated: false,
    enforcements: [
      {
        enforcement: { id: enforcement.id },
        executions: [{ execution: { id: execution.id }, history: [{ operation: 'INSERT' }] }],
      },
    ],
  });
});
