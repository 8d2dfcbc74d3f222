import type { ExecutionStatus, FinishedExecutionStatus } from '@clew/contracts';
import {
  cancelExecution,
  claimExecutions,
  type EventStore,
  EventStoreError,
  eventStoreTemplate,
  finishExecution,
  getExecution,
  heartbeatExecution,
  openEventStore,
  registerWorker,
  releaseExecution,
  requestExecution,
  requeueExpiredExecutions,
} from '@clew/event-store';
import { tempEventsDatabase } from '@clew/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  EXECUTION_TRANSITIONS,
  type ExecutionEvent,
  nextExecutionStatus,
  REFUSED,
} from './execution-transition.ts';

let database: Awaited<ReturnType<typeof tempEventsDatabase>>;
let events: EventStore;
let worker: number;

beforeAll(async () => {
  database = await tempEventsDatabase({ template: eventStoreTemplate() });
  events = await openEventStore({ url: database.url });
  worker = (await registerWorker({ ctx: { events }, input: { name: 'table' } })).id;
});
afterAll(async () => {
  await events.close();
  await database.drop();
});

const leased: readonly ExecutionStatus[] = ['running', 'canceling'];
const waiting: readonly ExecutionStatus[] = ['requested', 'scheduled'];

/** An execution in a status, held by the worker with the token 1, with or without attempts left. */
async function executionIn(status: ExecutionStatus, attemptsLeft: boolean): Promise<number> {
  await events.sql`delete from execution`;
  const { id } = await requestExecution({ ctx: { events }, input: { action_ref: 'core.log' } });
  await events.sql`
    update execution
    set status = ${status}::text, attempt = ${waiting.includes(status) ? 0 : 1}::integer,
        fencing_token = ${waiting.includes(status) ? 0 : 1}::integer,
        max_attempts = ${attemptsLeft ? 2 : 1}::integer,
        worker = ${leased.includes(status) ? worker : null}::bigint,
        lease_expires_at = case when ${leased.includes(status)}::boolean
                                then now() + interval '1 hour' end,
        cancel_requested_at = case when ${status}::text = 'canceling' then now() end,
        finished_at = case when ${![...leased, ...waiting].includes(status)}::boolean
                           then now() end
    where id = ${id}::bigint`;
  return id;
}

const finish = (id: number, status: FinishedExecutionStatus, retry: boolean) =>
  finishExecution({
    ctx: { events },
    input: { id, fencing_token: 1, status, ...(retry ? { retry_after_seconds: 5 } : {}) },
  });

/** Makes the event happen, as those do who make it happen. */
async function bringAbout(event: ExecutionEvent, id: number): Promise<void> {
  switch (event) {
    case 'claim':
      await claimExecutions({ ctx: { events }, input: { worker, limit: 1 } });
      return;
    case 'heartbeat':
      await heartbeatExecution({ ctx: { events }, input: { id, fencing_token: 1 } });
      return;
    case 'complete':
      await finish(id, 'completed', false);
      return;
    case 'fail':
      await finish(id, 'failed', false);
      return;
    case 'fail_retry':
      await finish(id, 'failed', true);
      return;
    case 'time_out':
      await finish(id, 'timeout', true);
      return;
    case 'time_out_retry':
      await finish(id, 'timeout', true);
      return;
    case 'stop':
      await finish(id, 'cancelled', false);
      return;
    case 'hand_back':
      await releaseExecution({ ctx: { events }, input: { id, fencing_token: 1 } });
      return;
    case 'cancel':
      await cancelExecution({ ctx: { events }, input: { id } });
      return;
    case 'expire':
    case 'expire_retry':
      await events.sql`
        update execution set lease_expires_at = now() - interval '1 second'
        where id = ${id}::bigint and status in ('running', 'canceling')`;
      await requeueExpiredExecutions({ ctx: { events }, input: { limit: 10 } });
      return;
  }
}

const statuses = Object.keys(EXECUTION_TRANSITIONS) as ExecutionStatus[];
const occurrences = Object.keys(EXECUTION_TRANSITIONS.requested) as ExecutionEvent[];

test.each(statuses)(
  '[X1] the store moves an execution from %s as the table says',
  async (status) => {
    for (const event of occurrences) {
      const id = await executionIn(status, event.endsWith('_retry'));
      const before = await getExecution({ ctx: { events }, input: { id } });
      try {
        await bringAbout(event, id);
      } catch (error) {
        if (!(error instanceof EventStoreError)) throw error;
        expect(['lease_lost', 'execution_finished']).toContain(error.code);
      }
      const next = nextExecutionStatus(status, event);
      const after = await getExecution({ ctx: { events }, input: { id } });
      expect(`${event}: ${after.status}`).toBe(`${event}: ${next === REFUSED ? status : next}`);
      if (next === REFUSED) expect(after).toEqual(before);
    }
  },
);

test('[X2] a claim that was taken over changes nothing, whatever it tries', async () => {
  for (const event of [
    'heartbeat',
    'complete',
    'fail',
    'fail_retry',
    'time_out',
    'stop',
    'hand_back',
  ] as const) {
    const id = await executionIn('running', true);
    await events.sql`update execution set fencing_token = 2 where id = ${id}::bigint`;
    const before = await getExecution({ ctx: { events }, input: { id } });
    await expect(bringAbout(event, id)).rejects.toMatchObject({ code: 'lease_lost' });
    expect(await getExecution({ ctx: { events }, input: { id } })).toEqual(before);
  }
});
