import { type EventStore, evaluateInbox, processEnforcements } from '@clew/event-store';
import { createWakeUp } from '../wake-up.ts';
import type { WorkerLog } from '../worker-log.ts';
import { createRulebook } from './create-rulebook.ts';
import { decideEnforcement } from './decide-enforcement.ts';
import { type BatchEnd, workLoop } from './work-loop.ts';

export interface EngineTimes {
  /** The queues are looked at this often even when nothing calls. */
  readonly pollMs: number;
  /** Pause after a failure; doubles up to `maxBackoffMs`. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
}

export const defaultEngineTimes: EngineTimes = {
  pollMs: 1_000,
  backoffMs: 200,
  maxBackoffMs: 10_000,
};

/** Most rows of one transaction. */
const defaultBatchSize = 500;

export interface RunningEngine {
  /** Takes no more batches. Resolves when the last one is committed. */
  stop(): Promise<void>;
}

/**
 * Lets an engine work: events become enforcements, enforcements become executions.
 *
 *     event_inbox ──evaluate──▶ enforcement_key ──process──▶ execution
 *
 * Both stages take batches from a queue of the store, each batch in one transaction, so as many
 * engines as wanted share the work, and one that dies leaves nothing half done. A notification wakes a
 * stage at once; polling finds what a lost one would have told. A store that cannot be reached is
 * waited for.
 */
export async function startEngine(input: {
  readonly ctx: { readonly events: EventStore; readonly log: WorkerLog };
  /** Recorded with what it evaluates. */
  readonly name: string;
  readonly batchSize?: number;
  readonly times?: EngineTimes;
}): Promise<RunningEngine> {
  const { ctx, name, batchSize = defaultBatchSize, times = defaultEngineTimes } = input;
  const { events, log } = ctx;
  const stopping = new AbortController();
  const eventCame = createWakeUp();
  const enforcementCame = createWakeUp();
  const rulebook = createRulebook();

  const evaluate = async (): Promise<BatchEnd> => {
    const batch = await evaluateInbox({ ctx, input: { engine: name, limit: batchSize, rulebook } });
    if (batch.matches > 0) enforcementCame.call();
    for (const failed of batch.failed) log.error(failed, 'event could not be evaluated');
    return batch.claimed === batchSize || batch.deferred > 0 ? 'more' : 'drained';
  };

  const process = async (): Promise<BatchEnd> => {
    const { claimed } = await processEnforcements({
      ctx,
      input: { limit: batchSize, decide: decideEnforcement },
    });
    return claimed === batchSize ? 'more' : 'drained';
  };

  const listening = await Promise.all([
    events.listen('event_created', eventCame.call, eventCame.call),
    events.listen('enforcement_created', enforcementCame.call, enforcementCame.call),
  ]);
  const shared = { log, signal: stopping.signal, ...times };
  const loops = [
    workLoop({ ...shared, what: 'evaluating events', wake: eventCame, batch: evaluate }),
    workLoop({ ...shared, what: 'processing enforcements', wake: enforcementCame, batch: process }),
  ];
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      await Promise.all(listening.map(({ unlisten }) => unlisten()));
    },
  };
}
