import type { ExecutionStatus } from '@clew/contracts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { EventStoreError } from '../event-store-error.ts';
import { listHistory } from '../history/list-history.ts';
import { registerWorker } from '../workers/register-worker.ts';
import { cancelExecution } from './cancel-execution.ts';
import { claimExecution } from './claim-execution.ts';
import { finishExecution } from './finish-execution.ts';
import { getExecution } from './get-execution.ts';
import { heartbeatExecution } from './heartbeat-execution.ts';
import { releaseExecution } from './release-execution.ts';
import { requestExecution } from './request-execution.ts';
import { requeueExpiredExecutions } from './requeue-expired-executions.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

type Step =
  | { readonly kind: 'claim' }
  | { readonly kind: 'heartbeat'; readonly token: number }
  | { readonly kind: 'hand back'; readonly token: number }
  | {
      readonly kind: 'finish';
      readonly token: number;
      readonly status: 'completed' | 'failed' | 'timeout' | 'cancelled';
      readonly retry: boolean;
    }
  | { readonly kind: 'worker dies' }
  | { readonly kind: 'cancel' };

interface Model {
  readonly status: ExecutionStatus;
  readonly attempt: number;
  readonly token: number;
  readonly cancelled: boolean;
}

const maxAttempts = 3;
const waits = new Set<ExecutionStatus>(['requested', 'scheduled']);
const leased = new Set<ExecutionStatus>(['running', 'canceling']);

/** What each step must lead to; null when it must be refused and change nothing. */
function next(model: Model, step: Step): Model | null {
  switch (step.kind) {
    case 'claim':
      return waits.has(model.status)
        ? { ...model, status: 'running', attempt: model.attempt + 1, token: model.token + 1 }
        : null;
    case 'heartbeat':
      return leased.has(model.status) && step.token === model.token ? model : null;
    case 'hand back':
      if (!leased.has(model.status) || step.token !== model.token) return null;
      return model.status === 'canceling'
        ? { ...model, status: 'cancelled' }
        : { ...model, status: 'requested', attempt: model.attempt - 1 };
    case 'finish': {
      if (!leased.has(model.status) || step.token !== model.token) return null;
      const failed = step.status === 'failed' || step.status === 'timeout';
      const again = failed && step.retry && model.attempt < maxAttempts && !model.cancelled;
      return { ...model, status: again ? 'scheduled' : step.status };
    }
    case 'worker dies':
      if (model.status === 'canceling') return { ...model, status: 'cancelled' };
      if (model.status !== 'running') return null;
      return { ...model, status: model.attempt < maxAttempts ? 'requested' : 'abandoned' };
    case 'cancel':
      if (waits.has(model.status)) return { ...model, status: 'cancelled', cancelled: true };
      return leased.has(model.status) ? { ...model, status: 'canceling', cancelled: true } : null;
  }
}

async function take(step: Step, id: number, worker: number): Promise<void> {
  switch (step.kind) {
    case 'claim': {
      const claimed = await claimExecution({ ctx, input: { worker } });
      if (claimed === null) throw new EventStoreError('contention', 'nothing to claim');
      return;
    }
    case 'heartbeat':
      await heartbeatExecution({ ctx, input: { id, fencing_token: step.token, progress: {} } });
      return;
    case 'hand back':
      await releaseExecution({ ctx, input: { id, fencing_token: step.token } });
      return;
    case 'finish':
      await finishExecution({
        ctx,
        input: {
          id,
          fencing_token: step.token,
          status: step.status,
          retry_after_seconds: step.retry ? 0 : undefined,
        },
      });
      return;
    case 'worker dies': {
      await store.events.sql`
        update execution set lease_expires_at = now() - interval '1 second'
        where id = ${id}::bigint and lease_expires_at is not null`;
      const swept = await requeueExpiredExecutions({ ctx, input: { limit: 10 } });
      const count = swept.requeued.length + swept.abandoned.length + swept.cancelled.length;
      if (count === 0) throw new EventStoreError('contention', 'nothing had expired');
      return;
    }
    case 'cancel':
      await cancelExecution({ ctx, input: { id } });
  }
}

const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<Step>({ kind: 'claim' }) },
    fc.record({ kind: fc.constant('heartbeat' as const), token: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ kind: fc.constant('hand back' as const), token: fc.integer({ min: 1, max: 4 }) }),
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('finish' as const),
        token: fc.integer({ min: 1, max: 4 }),
        status: fc.constantFrom('completed', 'failed', 'timeout', 'cancelled'),
        retry: fc.boolean(),
      }),
    },
    fc.constant<Step>({ kind: 'worker dies' }),
    fc.constant<Step>({ kind: 'cancel' }),
  ),
  { minLength: 1, maxLength: 10 },
);

test('whatever happens in whatever order, an execution follows its state machine and its history tells it', async () => {
  const worker = (await registerWorker({ ctx, input: { name: 'model' } })).id;
  await fc.assert(
    fc.asyncProperty(steps, async (plan) => {
      const { id } = await requestExecution({
        ctx,
        input: { action_ref: 'core.log', max_attempts: maxAttempts },
      });
      let model: Model = { status: 'requested', attempt: 0, token: 0, cancelled: false };
      for (const step of plan) {
        const expected = next(model, step);
        const outcome = take(step, id, worker);
        if (expected === null) await expect(outcome).rejects.toBeInstanceOf(EventStoreError);
        else await outcome;
        model = expected ?? model;
        const { status, attempt, fencing_token } = await getExecution({ ctx, input: { id } });
        expect({ status, attempt, token: fencing_token }).toEqual({
          status: model.status,
          attempt: model.attempt,
          token: model.token,
        });
      }
      await expectHistoryOf(id, model.status);
      // Out of the queue, so that the next run claims its own.
      await store.events.sql`delete from execution where id = ${id}::bigint`;
    }),
    { numRuns: 40 },
  );
});

/** Each change of status starts where the one before ended, from `requested` to the present. */
async function expectHistoryOf(id: number, present: ExecutionStatus): Promise<void> {
  const { items } = await listHistory({
    ctx,
    input: { entity_type: 'execution', entity_id: id, changed_field: 'status', limit: 200 },
  });
  const [first, ...changes] = [...items].reverse().map(({ operation, old_values, new_values }) => ({
    operation,
    from: (old_values as { status?: string } | null)?.status,
    to: (new_values as { status?: string }).status,
  }));
  expect(first).toEqual({ operation: 'INSERT', from: undefined, to: 'requested' });
  let status = first?.to;
  for (const change of changes) {
    expect(change.from).toBe(status);
    status = change.to;
  }
  expect(status).toBe(present);
}
