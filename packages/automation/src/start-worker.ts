import { setMaxListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import type { NewWorker, Worker } from '@clew/contracts';
import {
  claimExecutions,
  type EventStore,
  groupFinishes,
  heartbeatWorker,
  registerWorker,
  requeueExpiredExecutions,
  retireStaleWorkers,
} from '@clew/event-store';
import type { Action } from './action.ts';
import type { Outcome } from './decide-outcome.ts';
import type { LeaseTimes } from './keep-lease.ts';
import { type ResolveParameters, type RunningExecution, runExecution } from './run-execution.ts';
import { type Redact, redactNothing } from './secrets/redact.ts';
import { redactingLog } from './secrets/redacting-log.ts';
import { createWakeUp } from './wake-up.ts';
import type { WorkerLog } from './worker-log.ts';

export interface WorkerTimes extends LeaseTimes {
  /** The queue is looked at this often even when nothing calls: due retries do not. */
  readonly pollMs: number;
  /** Expired leases of dead workers are looked for this often. */
  readonly sweepMs: number;
  /** A worker that is silent for so long is marked inactive. */
  readonly staleSeconds: number;
}

/** What a dead worker held runs again within 30 s: its lease and the pause of a sweep lie well below. */
export const defaultWorkerTimes: WorkerTimes = {
  leaseSeconds: 24,
  heartbeatMs: 7_000,
  progressMs: 250,
  pollMs: 2_000,
  sweepMs: 2_000,
  staleSeconds: 60,
};

/** Most expired leases that one sweep takes back. */
const sweepLimit = 100;

export interface RunningWorker {
  readonly worker: Worker;
  /**
   * Claims nothing more, interrupts what runs and hands it back to the queue, and says goodbye.
   * Resolves when the last run has really ended.
   */
  stop(): Promise<void>;
}

/**
 * Registers a worker and lets it work: claims executions as they come, runs their actions, takes
 * over what dead workers left behind.
 *
 * A store that cannot be reached is waited for; the worker goes on when it is back.
 *
 * @throws EventStoreError when it cannot even register.
 */
export async function startWorker(input: {
  readonly ctx: {
    readonly events: EventStore;
    readonly log: WorkerLog;
    readonly random?: () => number;
    /** What everything passes before it is stored or logged. Default: there are no secrets. */
    readonly redact?: Redact;
    /** Default: the config as it is stored. */
    readonly resolveParameters?: ResolveParameters;
  };
  readonly worker: NewWorker;
  readonly actions: readonly Action[];
  /** Most executions that run at once. */
  readonly concurrency: number;
  readonly times?: WorkerTimes;
}): Promise<RunningWorker> {
  const { concurrency, times = defaultWorkerTimes } = input;
  const { events, random = Math.random, redact = redactNothing } = input.ctx;
  const { resolveParameters = ({ config }) => config } = input.ctx;
  const log = redactingLog(input.ctx.log, redact);
  const finishes = groupFinishes({ events });
  const ctx = { events, finishes, log, random, redact, resolveParameters };
  const actions = new Map(input.actions.map((action) => [action.ref, action]));
  const worker = await registerWorker({ ctx, input: input.worker });
  const stopping = new AbortController();
  // Every run listens to it.
  setMaxListeners(0, stopping.signal);
  const work = createWakeUp();
  /** An execution that was lost and claimed again may still be ending its first run. */
  const running = new Map<Promise<void>, { readonly id: number } & RunningExecution>();

  /** Executions that are to be cancelled: one of them may be in the answer to a claim on its way. */
  const unknown = new Set<string>();

  // What has ended gives its place to the next while its outcome is stored, so claims and finishes
  // overlap; no more outcomes wait than executions may run, or a slow store would pile them up.
  let active = 0;
  const room = () => Math.min(concurrency - active, 2 * concurrency - running.size);

  const fill = async () => {
    // What ends in one turn makes room for one claim.
    await turn();
    while (room() > 0 && !stopping.signal.aborted) {
      const free = room();
      unknown.clear();
      const claimed = await claimExecutions({
        ctx,
        input: { worker: worker.id, limit: free, lease_seconds: times.leaseSeconds },
      });
      for (const execution of claimed) {
        log.info({ execution: execution.id, action: execution.action_ref }, 'execution claimed');
        const run = runExecution({
          ctx,
          execution,
          actions,
          times,
          shutdown: stopping.signal,
        });
        active += 1;
        void run.ended.then(() => {
          active -= 1;
          work.call();
        });
        const ended = run.outcome
          .then(
            (outcome) =>
              log.info({ execution: execution.id, ...summary(outcome) }, 'execution ended'),
            (error: unknown) =>
              log.error({ err: error, execution: execution.id }, 'outcome could not be stored'),
          )
          .finally(() => {
            running.delete(ended);
            work.call();
          });
        running.set(ended, { id: execution.id, ...run });
        if (unknown.has(String(execution.id))) run.look();
      }
      if (claimed.length < free) return;
    }
  };

  const greet = () =>
    heartbeatWorker({
      ctx,
      input: { id: worker.id, status: running.size > 0 ? 'busy' : 'active' },
    });

  const sweep = async () => {
    const swept = await requeueExpiredExecutions({ ctx, input: { limit: sweepLimit } });
    if (swept.requeued.length + swept.abandoned.length > 0) log.warn(swept, 'leases expired');
    if (swept.requeued.length > 0) work.call();
    await retireStaleWorkers({ ctx, input: { stale_after_seconds: times.staleSeconds } });
  };

  const every = async (
    ms: number,
    what: string,
    task: () => Promise<unknown>,
    wake = createWakeUp(),
  ) => {
    while (!stopping.signal.aborted) {
      try {
        await task();
      } catch (error) {
        if (!stopping.signal.aborted) log.warn({ err: error }, `${what} failed`);
      }
      await wake.wait(ms, stopping.signal);
    }
  };

  const cancel = (payload: string) => {
    unknown.add(payload);
    for (const { id, look } of running.values()) if (String(id) === payload) look();
  };
  const lookAtAll = () => {
    for (const { look } of running.values()) look();
  };
  const listening = await Promise.all([
    events.listen('execution_created', work.call, work.call),
    events.listen('execution_due', work.call),
    events.listen('execution_canceling', cancel, lookAtAll),
  ]);
  const loops = [
    every(times.pollMs, 'claiming', fill, work),
    every(times.heartbeatMs, 'worker heartbeat', greet),
    every(times.sweepMs, 'taking back expired leases', sweep),
  ];
  return {
    worker,
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      await Promise.all(running.keys());
      await Promise.all(listening.map(({ unlisten }) => unlisten()));
      await heartbeatWorker({ ctx, input: { id: worker.id, status: 'inactive' } });
    },
  };
}

/** What a run answered is in the store; a log line of its size would help nobody. */
function summary(outcome: Outcome) {
  if (outcome.kind !== 'finish') return { outcome: outcome.kind };
  return { outcome: outcome.status, error: outcome.error };
}
