// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates of Clew are written so.
import type { JsonValue } from '@clew/contracts';
import {
  createEvents,
  evaluateInbox,
  getEnforcement,
  listEnforcements,
  processEnforcements,
  replayEvents,
} from '@clew/event-store';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openPipeline, type Pipeline, quiet } from '../../test/pipeline.ts';
import { createRulebook } from './create-rulebook.ts';
import { decideEnforcement } from './decide-enforcement.ts';

const hour = 3_600_000;

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await openPipeline();
});
beforeEach(() => pipeline.reset());
afterAll(() => pipeline[Symbol.asyncDispose]());

const allEnforcements = async () =>
  (
    await listEnforcements({ ctx: { events: pipeline.events }, input: { limit: 200 } })
  ).items.toReversed();

test('[E10] an event wakes an idle engine, through both stages', async () => {
  await pipeline.createRules([
    { ref: 'a.rule', action_params: { message: '${{ event.payload.text }}' } },
  ]);
  await using _engine = await pipeline.startEngine({ times: { pollMs: hour } });
  const [event] = await pipeline.createEvents([
    { trigger_ref: 'core.event', payload: { text: 'hello' } },
  ]);
  await pipeline.settled();
  const [row] = await pipeline.events.sql`select config, event, status from execution`;
  expect(row).toEqual({ config: { message: 'hello' }, event, status: 'requested' });
});

interface ModelRule {
  readonly trigger_ref: string;
  readonly enabled: boolean;
  readonly when: string | null;
  /** Whether it matches; `error` when it fails. */
  readonly truth: (payload: { readonly a: number; readonly c?: string }) => boolean | 'error';
}

const triggers = ['core.event', 'core.webhook'] as const;
const letters = ['x', 'y'] as const;

const conditions: fc.Arbitrary<Pick<ModelRule, 'when' | 'truth'>> = fc.oneof(
  fc.constant({ when: null, truth: () => true }),
  fc.integer({ min: 0, max: 3 }).map((k) => ({
    when: `event.payload.a == ${k}`,
    truth: ({ a }: { a: number }) => a === k,
  })),
  fc.integer({ min: 0, max: 3 }).map((k) => ({
    when: `event.payload.a > ${k} && has(event.payload.c)`,
    truth: ({ a, c }: { a: number; c?: string }) => a > k && c !== undefined,
  })),
  fc.constantFrom(...letters).map((letter) => ({
    when: `event.payload.c == '${letter}'`,
    truth: ({ c }: { c?: string }) => (c === undefined ? ('error' as const) : c === letter),
  })),
  fc.constant({ when: 'event.payload.a +', truth: () => 'error' as const }),
);

const rules: fc.Arbitrary<readonly ModelRule[]> = fc.array(
  fc
    .tuple(fc.constantFrom(...triggers), fc.boolean(), fc.boolean(), conditions)
    .map(([trigger_ref, a, b, condition]) => ({ trigger_ref, enabled: a || b, ...condition })),
  { maxLength: 12 },
);

const events = fc.array(
  fc.record({
    trigger_ref: fc.constantFrom(...triggers),
    payload: fc.record(
      { a: fc.integer({ min: 0, max: 4 }), c: fc.constantFrom(...letters) },
      { requiredKeys: ['a'] },
    ),
  }),
  { maxLength: 40 },
);

test('[E2] [E3] [E6] [E9] two engines make exactly what the rules say, and the books balance', async () => {
  await fc.assert(
    fc.asyncProperty(
      rules,
      events,
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 20 }),
      async (model, happened, one, other) => {
        await pipeline.reset();
        await pipeline.createRules(model.map((rule, n) => ({ ...rule, ref: `rule.n${n}` })));
        await using _first = await pipeline.startEngine({ name: 'first', batchSize: one });
        await using _second = await pipeline.startEngine({ name: 'second', batchSize: other });
        const ids = happened.length === 0 ? [] : await pipeline.createEvents(happened);
        await pipeline.settled();
        const fired = happened.flatMap(({ trigger_ref, payload }, at) =>
          model.flatMap((rule, n) => {
            if (!rule.enabled || rule.trigger_ref !== trigger_ref) return [];
            const truth = rule.truth(payload);
            return truth === false ? [] : [{ pair: `rule.n${n} ${ids[at]}`, runs: truth === true }];
          }),
        );
        expect(await pipeline.firings()).toEqual(fired.map(({ pair }) => pair).toSorted());
        expect(await pipeline.executions()).toEqual(
          fired.flatMap(({ pair, runs }) => (runs ? [pair] : [])).toSorted(),
        );
        await pipeline.expectBalance();
      },
    ),
    { numRuns: 8 },
  );
});

test('[E6] rules that fail are recorded, and hold up neither the others nor the event', async () => {
  await pipeline.createRules([
    { ref: 'a.broken', when: 'event.payload.' },
    { ref: 'b.failing', when: "event.payload.missing == 'x'" },
    { ref: 'c.template', action_params: { message: '${{ event.payload.missing }}' } },
    { ref: 'd.sound' },
  ]);
  await pipeline.createEvents([{ trigger_ref: 'core.event' }]);
  await using _engine = await pipeline.startEngine();
  await pipeline.settled();
  const made = await allEnforcements();
  expect(made.map(({ rule_ref, status }) => `${rule_ref} ${status}`)).toEqual([
    'a.broken disabled',
    'b.failing disabled',
    'c.template disabled',
    'd.sound processed',
  ]);
  for (const { error } of made.slice(0, 3)) expect(error).toMatch(/\S/);
  expect(await pipeline.executions()).toHaveLength(1);
  await pipeline.expectBalance();
});

test('[E7] a rule that is saved before an event always sees it', async () => {
  await using _first = await pipeline.startEngine({ name: 'first', batchSize: 3 });
  await using _second = await pipeline.startEngine({ name: 'second', batchSize: 3 });
  const ids: number[] = [];
  for (let n = 0; n < 15; n += 1) {
    await pipeline.createRules([{ ref: `rule.n${n}` }]);
    ids.push(...(await pipeline.createEvents([{ trigger_ref: 'core.event' }])));
  }
  await pipeline.settled();
  const firings = new Set(await pipeline.firings());
  const missed = ids.flatMap((id, at) =>
    Array.from({ length: at + 1 }, (_, n) => `rule.n${n} ${id}`).filter(
      (pair) => !firings.has(pair),
    ),
  );
  expect(missed).toEqual([]);
  await pipeline.expectBalance();
});

test('[E4] what is switched off between the stages does not run, and says why', async () => {
  const ctx = { events: pipeline.events };
  const evaluate = () =>
    evaluateInbox({ ctx, input: { engine: 'test', limit: 100, rulebook: createRulebook() } });
  const process = () =>
    processEnforcements({ ctx, input: { limit: 100, decide: decideEnforcement } });
  await pipeline.createRules([{ ref: 'a.rule' }, { ref: 'b.rule' }]);
  await pipeline.createEvents([{ trigger_ref: 'core.event' }]);
  await evaluate();
  await pipeline.events.sql`update rule set enabled = false where ref = 'a.rule'`;
  await process();
  expect(await allEnforcements()).toMatchObject([
    { rule_ref: 'a.rule', status: 'disabled', error: 'The rule a.rule is disabled.' },
    { rule_ref: 'b.rule', status: 'processed', error: null },
  ]);
  await pipeline.expectBalance();
});

test('[E5] rules that set each other off end at the depth of eight', async () => {
  const { events: store } = pipeline;
  await pipeline.createRules([{ ref: 'a.loop' }]);
  await using _engine = await pipeline.startEngine();
  const [root] = await pipeline.createEvents([{ trigger_ref: 'core.event' }]);
  const depths: number[] = [];
  for (;;) {
    await pipeline.settled();
    // What an action of a worker does that creates an event.
    const reactions = await store.sql<{ root_event: number; depth: number; budget: number }[]>`
      update execution set status = 'completed', finished_at = clock_timestamp()
      where status = 'requested' returning root_event, depth, budget`;
    if (reactions.length === 0) break;
    for (const cause of reactions) {
      depths.push(cause.depth);
      await reactTo(cause);
    }
  }
  expect(depths).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  const made = await allEnforcements();
  expect(made).toHaveLength(9);
  expect(made.at(-1)).toMatchObject({
    status: 'disabled',
    error: expect.stringContaining('8 deep'),
  });
  expect([...(await store.sql`select root_event, executions from event_chain`)]).toEqual([
    { root_event: root, executions: 8 },
  ]);
});

async function reactTo(cause: { root_event: number; depth: number; budget: number }) {
  await createEvents({
    ctx: { events: pipeline.events },
    input: { events: [{ trigger_ref: 'core.event' }], cause },
  });
}

test('[E5] rules that fan out end with the budget of their chain', async () => {
  const { events: store } = pipeline;
  await pipeline.createRules([{ ref: 'a.fan' }, { ref: 'b.fan' }]);
  const cause = {
    root_event: (await pipeline.createEvents([{ trigger_ref: 'core.timer' }]))[0] ?? 0,
    depth: 1,
    budget: 9,
  };
  await using _first = await pipeline.startEngine({ batchSize: 3 });
  await using _second = await pipeline.startEngine({ batchSize: 3 });
  for (let n = 0; n < 10; n += 1) await reactTo(cause);
  await pipeline.settled();
  expect(await pipeline.firings()).toHaveLength(20);
  expect(await pipeline.executions()).toHaveLength(9);
  expect([...(await store.sql`select executions from event_chain`)]).toEqual([{ executions: 9 }]);
  const stopped = (await allEnforcements()).filter(({ status }) => status === 'disabled');
  expect(stopped).toHaveLength(11);
  expect(stopped[0]?.error).toContain('budget');
  await pipeline.expectBalance();
});

test('[E8] a late rule that is saved while events come in fires once for each, none is missed', async () => {
  await using _first = await pipeline.startEngine({ name: 'first', batchSize: 5 });
  await using _second = await pipeline.startEngine({ name: 'second', batchSize: 5 });
  const ids: number[] = [];
  const ingest = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      ids.push(...(await pipeline.createEvents([{ trigger_ref: 'core.event', payload: n }])));
    }
  };
  await ingest(10);
  const ingesting = ingest(20);
  await pipeline.events.transaction(async (events) => {
    const [rule] = await events.sql<{ id: number }[]>`
      insert into rule (ref, label, trigger_ref, action_ref)
      values ('late.rule', '', 'core.event', 'core.log') returning id`;
    await replayEvents({
      ctx: { events },
      input: { rule: rule?.id ?? 0, since: '2024-01-01T00:00:00Z' },
    });
  });
  await ingesting;
  await ingest(5);
  await pipeline.settled();
  const expected = ids.map((id) => `late.rule ${id}`).toSorted();
  expect(await pipeline.firings()).toEqual(expected);
  expect(await pipeline.executions()).toEqual(expected);
  await pipeline.expectBalance();
});

test('[E3] a replay fires nothing twice, and only for its rule', async () => {
  const [first = 0] = await pipeline.createRules([{ ref: 'a.rule' }, { ref: 'b.rule' }]);
  await using _engine = await pipeline.startEngine();
  await pipeline.createEvents(
    Array.from({ length: 10 }, (_, payload) => ({ trigger_ref: 'core.event', payload })),
  );
  await pipeline.settled();
  const before = await pipeline.firings();
  expect(before).toHaveLength(20);
  const [later] = await pipeline.createEvents([{ trigger_ref: 'core.event', rule_ref: 'b.rule' }]);
  await pipeline.settled();
  const replayed = await replayEvents({
    ctx: { events: pipeline.events },
    input: { rule: first, since: '2024-01-01T00:00:00Z' },
  });
  expect(replayed).toBe(10);
  await pipeline.settled();
  expect(await pipeline.firings()).toEqual([...before, `b.rule ${later}`].toSorted());
  await pipeline.expectBalance();
});

test('[E11] a store that fails is waited for, and nothing is lost', async () => {
  const { sql } = pipeline.events;
  const lines: string[] = [];
  const log = {
    ...quiet,
    info: (_: object, message: string) => lines.push(message),
    warn: (_: object, message: string) => lines.push(message),
  };
  await pipeline.createRules([{ ref: 'a.rule' }]);
  await using _engine = await pipeline.startEngine({
    log,
    times: { backoffMs: 5, maxBackoffMs: 20 },
  });
  await sql`alter table event_inbox rename to elsewhere`;
  await expect
    .poll(() => lines.filter((line) => line === 'evaluating events failed').length)
    .toBeGreaterThan(2);
  await sql`alter table elsewhere rename to event_inbox`;
  await pipeline.createEvents([{ trigger_ref: 'core.event' }]);
  await pipeline.settled();
  expect(lines).toContain('evaluating events works again');
  expect(await pipeline.executions()).toHaveLength(1);
});

test('the clauses that matched are kept with the values that they found', async () => {
  await pipeline.createRules([{ ref: 'a.rule', when: 'event.payload.a == 2' }]);
  await pipeline.createEvents([
    { trigger_ref: 'core.event', payload: { a: 2 } satisfies JsonValue },
  ]);
  await using _engine = await pipeline.startEngine();
  await pipeline.settled();
  const [made] = await allEnforcements();
  const read = await getEnforcement({
    ctx: { events: pipeline.events },
    input: { id: made?.id ?? 0 },
  });
  expect(read.conditions).toMatchObject([
    {
      source: 'event.payload.a == 2',
      value: true,
      operands: [{ source: 'event.payload.a', value: 2 }],
    },
  ]);
});
