import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { registerWorker } from '../workers/register-worker.ts';
import { claimExecutions } from './claim-executions.ts';
import { groupFinishes } from './group-finishes.ts';
import { listExecutions } from './list-executions.ts';
import { requestExecution } from './request-execution.ts';

let store: TempEventStore;
beforeAll(async () => {
  store = await tempEventStore();
});
afterAll(() => store[Symbol.asyncDispose]());

test('[X11] attempts that end at once end in one transaction, and a lost one fails alone', async () => {
  const ctx = { events: store.events };
  const { id: worker } = await registerWorker({ ctx, input: { name: 'worker' } });
  for (let n = 0; n < 20; n += 1) {
    await requestExecution({ ctx, input: { action_ref: 'core.log' } });
  }
  const claimed = await claimExecutions({ ctx, input: { worker, limit: 20 } });
  const group = groupFinishes(ctx);
  const ends = await Promise.allSettled(
    claimed.map(({ id, fencing_token }, n) =>
      group.finish({
        id,
        fencing_token: n === 7 ? fencing_token + 1 : fencing_token,
        status: 'completed',
        result: { n },
      }),
    ),
  );
  expect(ends.map(({ status }) => status === 'fulfilled')).toEqual(claimed.map((_, n) => n !== 7));
  expect(ends[7]).toMatchObject({ reason: { code: 'lease_lost' } });
  const { items } = await listExecutions({ ctx, input: { status: 'completed', limit: 50 } });
  expect(items.map(({ result }) => result).reverse()).toEqual(
    claimed.flatMap((_, n) => (n === 7 ? [] : [{ n }])),
  );
  // One statement, so one moment.
  expect(new Set(items.map(({ finished_at }) => finished_at)).size).toBe(1);
});
