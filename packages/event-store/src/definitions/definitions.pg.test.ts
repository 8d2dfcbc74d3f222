import type { JsonValue } from '@clew/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { createEnforcement } from '../enforcements/create-enforcement.ts';
import { createEvents } from '../events/create-events.ts';
import { requestExecution } from '../executions/request-execution.ts';
import { createSensor } from '../sensors/create-sensor.ts';
import { getSensor } from '../sensors/get-sensor.ts';
import { recordSensorError } from '../sensors/record-sensor-error.ts';
import { updateSensor } from '../sensors/update-sensor.ts';
import { cordonWorker, uncordonWorker } from '../workers/cordon-worker.ts';
import { registerWorker } from '../workers/register-worker.ts';
import { createAction } from './create-action.ts';
import { createRule } from './create-rule.ts';
import { createTrigger } from './create-trigger.ts';
import { deleteAction } from './delete-action.ts';
import { deleteRule } from './delete-rule.ts';
import { deleteTrigger } from './delete-trigger.ts';
import { getAction } from './get-action.ts';
import { getRule } from './get-rule.ts';
import { getRuleVersion, getRuleVersionAt } from './get-rule-version.ts';
import { getTrigger } from './get-trigger.ts';
import { listActions } from './list-actions.ts';
import { listRuleVersions } from './list-rule-versions.ts';
import { listRules } from './list-rules.ts';
import { listTriggers } from './list-triggers.ts';
import { readRuleActivity } from './read-rule-activity.ts';
import { updateAction } from './update-action.ts';
import { updateRule } from './update-rule.ts';
import { updateTrigger } from './update-trigger.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events']; readonly checkRule: () => void };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events, checkRule: () => {} };
});
afterAll(() => store[Symbol.asyncDispose]());

const onIndexed = { trigger_ref: 'graph.indexed', action_ref: 'core.log' };

test('a trigger is defined, changed, listed and deleted', async () => {
  const made = await createTrigger({
    ctx,
    input: { ref: 'shop.sold', out_schema: { type: 'object' } },
  });
  expect(made).toMatchObject({ label: 'shop.sold', origin: 'api', payload_policy: 'record' });
  const changed = await updateTrigger({
    ctx,
    input: { ref: 'shop.sold', patch: { label: 'Sold', out_schema: null, enabled: false } },
  });
  expect(changed).toMatchObject({ label: 'Sold', out_schema: null, enabled: false });
  expect(await getTrigger({ ctx, input: { ref: 'shop.sold' } })).toEqual(changed);
  const off = await listTriggers({ ctx, input: { enabled: 'false' } });
  expect(off.items.map(({ ref }) => ref)).toEqual(['shop.sold']);
  await deleteTrigger({ ctx, input: { ref: 'shop.sold' } });
  await expect(getTrigger({ ctx, input: { ref: 'shop.sold' } })).rejects.toMatchObject({
    code: 'trigger_not_found',
  });
});

test('a change that was made on an older state is refused, whatever it changes', async () => {
  const input = { ref: 'late.one' };
  const timed = { ...ctx, nextFire: () => null };
  await createTrigger({ ctx, input });
  await createAction({ ctx, input: { ...input, runner: 'log' } });
  await createRule({ ctx, input: { ...onIndexed, ...input } });
  await createSensor({ ctx: timed, input: { ...input, entrypoint: 'api' } });
  const kinds = [
    { read: getTrigger, change: updateTrigger },
    { read: getAction, change: updateAction },
    { read: getRule, change: updateRule },
    { read: getSensor, change: updateSensor },
  ];
  for (const { read, change } of kinds) {
    const { updated } = await read({ ctx, input });
    const label = (text: string) =>
      change({ ctx: timed, input: { ...input, patch: { label: text, updated } } });
    await label('First');
    await expect(label('Late')).rejects.toMatchObject({ code: 'definition_changed' });
    expect(await read({ ctx, input })).toMatchObject({ label: 'First' });
  }
  await deleteRule({ ctx, input });
  await deleteTrigger({ ctx, input });
  await deleteAction({ ctx, input });
});

test('what a sensor sees is no change of the sensor', async () => {
  const input = { ref: 'busy.door' };
  const timed = { ...ctx, nextFire: () => null };
  const { updated } = await createSensor({ ctx: timed, input: { ...input, entrypoint: 'api' } });
  await recordSensorError({ ctx, input: { ...input, error: 'stuck' } });
  expect(await getSensor({ ctx, input })).toMatchObject({ error_count: 1, updated });
  const changed = await updateSensor({
    ctx: timed,
    input: { ...input, patch: { label: 'Door', updated } },
  });
  expect(changed.updated).not.toBe(updated);
});

test('how often rules reacted of late is told in the order that was asked', async () => {
  const fired = { rule_ref: 'team.busy', trigger_ref: 'graph.indexed' };
  const hoursAgo = (hours: number) => store.events.sql`
    insert into enforcement (id, created, rule_ref, trigger_ref, payload, condition, conditions)
    select clew_internal.mint_id(moment), moment, 'team.rare', 'graph.indexed', '{}', 'all', '[]'
    from (values (statement_timestamp() - make_interval(hours => ${hours}::integer))) as t (moment)`;
  await createEnforcement({ ctx, input: fired });
  const { created } = await createEnforcement({ ctx, input: fired });
  await hoursAgo(30);
  await hoursAgo(50);
  const { items, since } = await readRuleActivity({
    ctx,
    input: { refs: ['team.rare', 'team.never', 'team.busy'] },
  });
  expect(items).toEqual([
    { rule_ref: 'team.rare', enforcements: 0, last_fired_at: expect.any(String) },
    { rule_ref: 'team.never', enforcements: 0, last_fired_at: null },
    { rule_ref: 'team.busy', enforcements: 2, last_fired_at: created },
  ]);
  expect(Date.parse(items[0]?.last_fired_at ?? '')).toBeLessThan(Date.parse(since));
  await expect(readRuleActivity({ ctx, input: { refs: [] } })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test('pages of a list hold every definition once', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTriggers({ ctx, input: { limit: 3, cursor, origin: 'builtin' } });
    seen.push(...page.items.map(({ ref }) => ref));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  const all = await listTriggers({ ctx, input: { limit: 200, origin: 'builtin' } });
  expect(seen).toEqual(all.items.map(({ ref }) => ref));
  expect(new Set(seen).size).toBe(seen.length);
  const http = await listActions({ ctx, input: { runner: 'http' } });
  expect(http.items.map(({ ref }) => ref)).toEqual(['core.http']);
});

test('a name that is none is answered with the nearest', async () => {
  await expect(getTrigger({ ctx, input: { ref: 'graph.edge_aded' } })).rejects.toMatchObject({
    code: 'trigger_not_found',
    suggestions: ['graph.edge_added', 'graph.edge_removed'],
  });
  await expect(getAction({ ctx, input: { ref: 'core.lag' } })).rejects.toMatchObject({
    problem: 'not_found',
    suggestions: ['core.log'],
  });
  await expect(
    createRule({ ctx, input: { ref: 'a.b', trigger_ref: 'graph.indexd', action_ref: 'core.log' } }),
  ).rejects.toMatchObject({
    code: 'reference_unknown',
    problem: 'unprocessable',
    suggestions: ['graph.indexed'],
    issues: [{ path: 'trigger_ref' }],
  });
  await expect(
    createRule({ ctx, input: { ...onIndexed, ref: 'a.b', action_ref: 'core.lug' } }),
  ).rejects.toMatchObject({ suggestions: ['core.log'], issues: [{ path: 'action_ref' }] });
  expect((await listRules({ ctx, input: {} })).items).toEqual([]);
});

test('a schema that is none is refused', async () => {
  const refused = { code: 'schema_invalid', problem: 'unprocessable' };
  const wrong: readonly JsonValue[] = [
    { type: 'obj' },
    { $ref: 'https://example.com/x' },
    { pattern: '(' },
  ];
  for (const out_schema of wrong) {
    await expect(
      createTrigger({ ctx, input: { ref: 'bad.schema', out_schema } }),
    ).rejects.toMatchObject({ ...refused, issues: [{ path: 'out_schema' }] });
  }
  await expect(getTrigger({ ctx, input: { ref: 'bad.schema' } })).rejects.toThrow();
  await expect(
    updateAction({ ctx, input: { ref: 'core.log', patch: { param_schema: { type: 1 } } } }),
  ).rejects.toMatchObject(refused);
});

test('what Clew or a file defines can only be switched', async () => {
  const managed = { code: 'definition_managed', problem: 'conflict' };
  await expect(deleteTrigger({ ctx, input: { ref: 'graph.indexed' } })).rejects.toMatchObject(
    managed,
  );
  await expect(deleteAction({ ctx, input: { ref: 'core.log' } })).rejects.toMatchObject(managed);
  await expect(
    updateAction({ ctx, input: { ref: 'core.log', patch: { label: 'Mine' } } }),
  ).rejects.toMatchObject(managed);
  const off = await updateAction({ ctx, input: { ref: 'core.http', patch: { enabled: false } } });
  expect(off).toMatchObject({ enabled: false, label: 'Send an HTTP request' });
  await updateAction({ ctx, input: { ref: 'core.http', patch: { enabled: true } } });

  await store.events.sql`
    insert into rule (ref, label, origin, codebase, source_path, trigger_ref, action_ref)
    values ('file.rule', 'F', 'file', 'shop', 'clew.yaml', 'graph.indexed', 'core.process')`;
  await expect(deleteRule({ ctx, input: { ref: 'file.rule' } })).rejects.toMatchObject({
    ...managed,
    message: expect.stringContaining('clew.yaml'),
  });
  await expect(
    updateRule({ ctx, input: { ref: 'file.rule', patch: { enabled: false, when: 'true' } } }),
  ).rejects.toMatchObject(managed);
  const switched = await updateRule({
    ctx,
    input: { ref: 'file.rule', patch: { enabled: false } },
  });
  expect(switched).toMatchObject({ enabled: false, version: 1 });
});

test('nothing that comes from the network starts a program', async () => {
  const refused = { code: 'process_refused', problem: 'unprocessable' };
  await expect(
    createAction({ ctx, input: { ref: 'my.shell', runner: 'process' } }),
  ).rejects.toMatchObject({ ...refused, issues: [{ path: 'runner' }] });
  await store.events.sql`
    insert into action (ref, label, runner, origin) values ('ops.deploy', 'D', 'process', 'file')`;
  for (const action_ref of ['core.process', 'ops.deploy']) {
    await expect(
      createRule({ ctx, input: { ...onIndexed, ref: 'my.rule', action_ref } }),
    ).rejects.toMatchObject({ ...refused, issues: [{ path: 'action_ref' }] });
  }
  await createRule({ ctx, input: { ...onIndexed, ref: 'my.rule' } });
  await expect(
    updateRule({ ctx, input: { ref: 'my.rule', patch: { action_ref: 'core.process' } } }),
  ).rejects.toMatchObject(refused);
  expect(await getRule({ ctx, input: { ref: 'my.rule' } })).toMatchObject({
    version: 1,
    action_ref: 'core.log',
  });
  await deleteRule({ ctx, input: { ref: 'my.rule' } });
});

test('a rule keeps what it said at each version', async () => {
  const made = await createRule({
    ctx,
    input: { ...onIndexed, ref: 'team.rule', when: 'true', action_params: { message: 'a' } },
  });
  expect(made).toMatchObject({ version: 1, origin: 'api', enabled: true, label: 'team.rule' });
  expect(made.trigger).not.toBeNull();
  expect(made.action).not.toBeNull();
  const second = await updateRule({
    ctx,
    input: { ref: 'team.rule', patch: { when: 'false', version: 1 } },
  });
  expect(second).toMatchObject({ version: 2, when: 'false', action_params: { message: 'a' } });
  await expect(
    updateRule({ ctx, input: { ref: 'team.rule', patch: { when: null, version: 1 } } }),
  ).rejects.toMatchObject({ code: 'definition_changed', problem: 'conflict' });
  const labelled = await updateRule({
    ctx,
    input: { ref: 'team.rule', patch: { label: 'Ours', enabled: false } },
  });
  expect(labelled).toMatchObject({ version: 2, label: 'Ours', enabled: false });
  const third = await updateRule({ ctx, input: { ref: 'team.rule', patch: { when: null } } });
  expect(third).toMatchObject({ version: 3, when: null });

  const page = await listRuleVersions({ ctx, input: { ref: 'team.rule', limit: 2 } });
  expect(page.items.map(({ version }) => version)).toEqual([3, 2]);
  const rest = await listRuleVersions({
    ctx,
    input: { ref: 'team.rule', limit: 2, cursor: page.next_cursor ?? '' },
  });
  expect(rest.items.map(({ version }) => version)).toEqual([1]);

  expect(await getRuleVersion({ ctx, input: { ref: 'team.rule', version: 2 } })).toMatchObject({
    when: 'false',
  });
  await expect(
    getRuleVersion({ ctx, input: { ref: 'team.rule', version: 9 } }),
  ).rejects.toMatchObject({ code: 'rule_not_found', message: expect.stringContaining('3') });
  const at = rest.items[0]?.created ?? '';
  expect(await getRuleVersionAt({ ctx, input: { ref: 'team.rule', at } })).toMatchObject({
    version: 1,
  });
  expect(
    await getRuleVersionAt({ ctx, input: { ref: 'team.rule', at: '2025-01-01T00:00:00Z' } }),
  ).toBeNull();

  await expect(
    createRule({ ctx, input: { ...onIndexed, ref: 'team.rule' } }),
  ).rejects.toMatchObject({ code: 'definition_exists', problem: 'conflict' });
  await deleteRule({ ctx, input: { ref: 'team.rule' } });
  expect((await listRuleVersions({ ctx, input: { ref: 'team.rule' } })).items).toHaveLength(3);
});

test('a rule that reaches back is given what its trigger saw since then', async () => {
  const send = (trigger_ref: string) => createEvents({ ctx, input: { events: [{ trigger_ref }] } });
  await createTrigger({ ctx, input: { ref: 'past.event' } });
  await send('past.event');
  const [since] = await send('past.event');
  await send('past.other');
  await send('past.event');
  await store.events.sql`delete from event_inbox`;
  const made = await createRule({
    ctx,
    input: {
      ref: 'past.rule',
      trigger_ref: 'past.event',
      action_ref: 'core.log',
      apply_from: since?.created ?? null,
    },
  });
  expect(made.apply_from).toBe(since?.created);
  const queued = await store.events
    .sql`select event_id, rule_id from event_inbox order by event_id`;
  expect(queued.map((row) => row.rule_id)).toEqual([made.id, made.id]);
  expect(queued[0]?.event_id).toBe(since?.id);
});

test('what the check of rules refuses is not saved', async () => {
  const checkRule = () => {
    throw new Error('no');
  };
  await createRule({ ctx, input: { ...onIndexed, ref: 'checked.rule', when: 'true' } });
  const strict = { events: ctx.events, checkRule };
  await expect(
    createRule({ ctx: strict, input: { ...onIndexed, ref: 'other.rule' } }),
  ).rejects.toThrow();
  await expect(
    updateRule({ ctx: strict, input: { ref: 'checked.rule', patch: { when: 'false' } } }),
  ).rejects.toThrow();
  await updateRule({ ctx: strict, input: { ref: 'checked.rule', patch: { enabled: false } } });
  expect(await getRule({ ctx, input: { ref: 'checked.rule' } })).toMatchObject({
    version: 1,
    when: 'true',
    enabled: false,
  });
  await expect(getRule({ ctx, input: { ref: 'other.rule' } })).rejects.toThrow();
  const { items } = await listRules({ ctx, input: { enabled: 'false', origin: 'api' } });
  expect(items.map(({ ref }) => ref)).toEqual(['checked.rule']);
});

test('a definition that comes later takes in the rules that named it', async () => {
  await createTrigger({ ctx, input: { ref: 'late.event' } });
  await createAction({ ctx, input: { ref: 'late.action', runner: 'log' } });
  const made = await createRule({
    ctx,
    input: { ref: 'late.rule', trigger_ref: 'late.event', action_ref: 'late.action' },
  });
  await deleteTrigger({ ctx, input: { ref: 'late.event' } });
  await deleteAction({ ctx, input: { ref: 'late.action' } });
  expect(await getRule({ ctx, input: { ref: 'late.rule' } })).toMatchObject({
    trigger: null,
    action: null,
  });
  const trigger = await createTrigger({ ctx, input: { ref: 'late.event' } });
  const action = await createAction({ ctx, input: { ref: 'late.action', runner: 'log' } });
  expect(await getRule({ ctx, input: { ref: 'late.rule' } })).toMatchObject({
    trigger: trigger.id,
    action: action.id,
    version: made.version,
  });
  const execution = await requestExecution({ ctx, input: { action_ref: 'late.action' } });
  expect(execution.action).toBe(action.id);
});

test('a cordon stays until it is lifted', async () => {
  await registerWorker({ ctx, input: { name: 'w-1' } });
  const cordoned = await cordonWorker({ ctx, input: { name: 'w-1', reason: 'upgrade' } });
  expect(cordoned).toMatchObject({ cordoned: true, cordon_reason: 'upgrade' });
  await registerWorker({ ctx, input: { name: 'w-1' } });
  const free = await uncordonWorker({ ctx, input: { name: 'w-1' } });
  expect(free).toMatchObject({ cordoned: false, cordon_reason: null });
  await expect(cordonWorker({ ctx, input: { name: 'w-2' } })).rejects.toMatchObject({
    code: 'worker_not_found',
    suggestions: ['w-1'],
  });
});
