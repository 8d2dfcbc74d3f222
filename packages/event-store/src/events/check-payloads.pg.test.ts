import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { createTrigger } from '../definitions/create-trigger.ts';
import { requestExecution } from '../executions/request-execution.ts';
import { createEvents } from './create-events.ts';
import { getEvent } from './get-event.ts';
import { listEvents } from './list-events.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
  const out_schema = {
    type: 'object',
    required: ['price'],
    properties: { price: { type: 'number' }, name: { type: 'string', pattern: '^(a+)+$' } },
  };
  await createTrigger({ ctx, input: { ref: 'shop.strict', out_schema, payload_policy: 'refuse' } });
  await createTrigger({ ctx, input: { ref: 'shop.loose', out_schema } });
});
afterAll(() => store[Symbol.asyncDispose]());

test('a payload that does not match is recorded with what is wrong', async () => {
  const [good, bad] = await createEvents({
    ctx,
    input: {
      events: [
        { trigger_ref: 'shop.loose', payload: { price: 1 } },
        { trigger_ref: 'shop.loose', payload: { price: 'one' }, idempotency_key: 'k' },
      ],
    },
  });
  expect(await getEvent({ ctx, input: { id: good?.id ?? 0 } })).toMatchObject({ problems: null });
  expect(await getEvent({ ctx, input: { id: bad?.id ?? 0 } })).toMatchObject({
    payload: { price: 'one' },
    problems: [{ path: 'price', message: 'must be number' }],
  });
});

test('a payload that does not match is refused, and the batch with it', async () => {
  const refused = { code: 'payload_refused', problem: 'unprocessable' };
  await expect(
    createEvents({ ctx, input: { events: [{ trigger_ref: 'shop.strict', payload: {} }] } }),
  ).rejects.toMatchObject({
    ...refused,
    issues: [{ path: 'payload', message: "must have required property 'price'" }],
  });
  await expect(
    createEvents({
      ctx,
      input: {
        events: [
          { trigger_ref: 'shop.other' },
          { trigger_ref: 'shop.strict', payload: { price: null }, idempotency_key: 'z' },
        ],
      },
    }),
  ).rejects.toMatchObject({ ...refused, issues: [{ path: '1.payload.price' }] });
  for (const trigger_ref of ['shop.other', 'shop.strict']) {
    expect((await listEvents({ ctx, input: { trigger_ref } })).items).toEqual([]);
  }
  const [stored] = await createEvents({
    ctx,
    input: {
      events: [{ trigger_ref: 'shop.strict', payload: { price: 1 }, idempotency_key: 'z' }],
    },
  });
  expect(stored?.duplicate).toBe(false);
});

test('a pattern that would backtrack for ever does not', async () => {
  const payload = { price: 1, name: `${'a'.repeat(50_000)}!` };
  await expect(
    createEvents({ ctx, input: { events: [{ trigger_ref: 'shop.strict', payload }] } }),
  ).rejects.toMatchObject({ issues: [{ path: 'payload.name' }] });
});

test('an execution that is asked for by hand must fit its action and start no program', async () => {
  const requester = { name: 'ops' };
  const asked = await requestExecution({
    ctx,
    input: { action_ref: 'core.log', config: { message: 'hi' }, requester },
  });
  expect(asked).toMatchObject({ status: 'requested', requested_by: 'ops' });
  await expect(
    requestExecution({ ctx, input: { action_ref: 'core.log', config: { message: 1 }, requester } }),
  ).rejects.toMatchObject({
    code: 'parameters_invalid',
    problem: 'unprocessable',
    issues: [{ path: 'config.message', message: 'must be string' }],
  });
  await expect(
    requestExecution({
      ctx,
      input: { action_ref: 'core.process', config: { argv: ['id'] }, requester },
    }),
  ).rejects.toMatchObject({ code: 'process_refused' });
});
