import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { createEnforcement } from '../enforcements/create-enforcement.ts';
import { createEvents } from '../events/create-events.ts';
import { listEvents } from '../events/list-events.ts';
import { readLineage } from '../events/read-lineage.ts';
import { cancelExecution } from './cancel-execution.ts';
import { listExecutions } from './list-executions.ts';
import { requestExecution } from './request-execution.ts';
import { rerunExecution } from './rerun-execution.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

const requester = { name: 'alice' };

async function ended() {
  const { id } = await requestExecution({
    ctx,
    input: { action_ref: 'core.log', config: { message: 'a' } },
  });
  return cancelExecution({ ctx, input: { id } });
}

test('what has ended runs again as it was, and names what it repeats', async () => {
  const first = await ended();
  const again = await rerunExecution({ ctx, input: { id: first.id, requester } });
  expect(again).toMatchObject({
    action_ref: 'core.log',
    config: { message: 'a' },
    parent: first.id,
    status: 'requested',
    attempt: 0,
    requested_by: 'alice',
  });
  const { items } = await listExecutions({ ctx, input: { parent: first.id } });
  expect(items.map(({ id }) => id)).toEqual([again.id]);
});

test('what waits, a disabled action and a program are refused, and nothing is stored', async () => {
  const open = await requestExecution({ ctx, input: { action_ref: 'core.log' } });
  await expect(rerunExecution({ ctx, input: { id: open.id, requester } })).rejects.toMatchObject({
    code: 'execution_open',
    problem: 'conflict',
  });
  const done = await ended();
  const refused = async () => rerunExecution({ ctx, input: { id: done.id, requester } });
  await store.events.sql`update action set enabled = false where ref = 'core.log'`;
  await expect(refused()).rejects.toMatchObject({ code: 'action_disabled' });
  await store.events.sql`update action set enabled = true where ref = 'core.log'`;
  await store.events.sql`update execution set action_ref = 'gone.away' where id = ${done.id}`;
  await expect(refused()).rejects.toMatchObject({ code: 'action_not_found' });
  await store.events.sql`update execution set action_ref = 'core.process' where id = ${done.id}`;
  await expect(refused()).rejects.toMatchObject({ code: 'process_refused' });
  expect((await listExecutions({ ctx, input: { parent: done.id } })).items).toEqual([]);
});

test('the lineage of an event holds what was run again, and purging the first takes nothing along', async () => {
  const [event] = await createEvents({ ctx, input: { events: [{ trigger_ref: 'line.age' }] } });
  const eventId = event?.id ?? 0;
  const enforcement = await createEnforcement({
    ctx,
    input: { rule_ref: 'line.rule', trigger_ref: 'line.age', event: eventId },
  });
  const { id } = await requestExecution({
    ctx,
    input: { action_ref: 'core.log', cause: { enforcement: enforcement.id } },
  });
  await cancelExecution({ ctx, input: { id } });
  const again = await rerunExecution({ ctx, input: { id, requester } });
  await cancelExecution({ ctx, input: { id: again.id } });
  const third = await rerunExecution({ ctx, input: { id: again.id, requester } });
  const lineage = await readLineage({ ctx, input: { id: eventId } });
  expect(lineage.enforcements[0]?.executions.map(({ execution }) => execution.id)).toEqual([
    id,
    again.id,
    third.id,
  ]);
  const ofRule = await listExecutions({ ctx, input: { rule_ref: 'line.rule' } });
  expect(ofRule.items.map((each) => each.id)).toEqual([id]);
  const fork = await rerunExecution({ ctx, input: { id, requester } });
  await store.events.sql`delete from execution where id = ${id}`;
  const { items } = await listExecutions({ ctx, input: {} });
  expect(items.filter((each) => [again.id, third.id, fork.id].includes(each.id)).length).toBe(3);
});

test('events are found by what their payload holds and by their source', async () => {
  await createEvents({
    ctx,
    input: {
      events: [
        { trigger_ref: 'text.search', payload: { branch: 'Ariadne' }, source_ref: 'ci.one' },
        { trigger_ref: 'text.search', payload: { branch: 'main' }, source_ref: 'ci.two' },
      ],
    },
  });
  const found = await listEvents({ ctx, input: { trigger_ref: 'text.search', text: 'ARIAD' } });
  expect(found.items.map(({ source_ref }) => source_ref)).toEqual(['ci.one']);
  const fromTwo = await listEvents({ ctx, input: { source_ref: 'ci.two' } });
  expect(fromTwo.items.map(({ payload }) => payload)).toEqual([{ branch: 'main' }]);
  expect((await listEvents({ ctx, input: { text: 'a%d' } })).items).toEqual([]);
});
