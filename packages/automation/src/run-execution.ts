import type { Execution, JsonValue, OutputPiece } from '@clew/contracts';
import {
  type EventStore,
  EventStoreError,
  type FinishGroup,
  releaseExecution,
} from '@clew/event-store';
import type { Action } from './action.ts';
import { AutomationError } from './automation-error.ts';
import { decideOutcome, type Interruption, type Outcome } from './decide-outcome.ts';
import { findAction } from './find-action.ts';
import { insistOnStore, isAway } from './insist-on-store.ts';
import { type KeptLease, keepLease, type LeaseTimes } from './keep-lease.ts';
import { createLiveOutput, type LiveOutput } from './live-output.ts';
import type { Redact } from './secrets/redact.ts';
import { storableOutcome } from './storable-outcome.ts';
import type { WorkerLog } from './worker-log.ts';

/** Answers the config of an execution as its action is to use it. An error fails the attempt. */
export type ResolveParameters = (execution: Execution) => JsonValue | Promise<JsonValue>;

export interface RunningExecution {
  /** Resolves when the action has ended and only its outcome is still to be stored. */
  readonly ended: Promise<void>;
  readonly outcome: Promise<Outcome>;
  /** Asks the store at once whether the run is to stop. */
  look(): void;
}

/**
 * One attempt, from claim to finish:
 *
 *     claimed ──▶ running ──▶ returned or threw ──▶ finish or release (with the fencing token)
 *                    │  ▲                              │
 *        heartbeat ──┘  └── interrupted: cancelled,    └─ or discard: the lease is somebody else's
 *                           timeout, lease lost, shutdown
 *
 * The first interruption counts. Heartbeats go on until the run has really ended, so that nobody
 * else takes the execution while it still works. Whatever leaves the run is redacted first.
 */
export function runExecution(input: {
  readonly ctx: {
    readonly events: EventStore;
    readonly finishes: FinishGroup;
    readonly log: WorkerLog;
    readonly random: () => number;
    readonly redact: Redact;
    readonly resolveParameters: ResolveParameters;
  };
  readonly execution: Execution;
  readonly actions: ReadonlyMap<string, Action>;
  readonly times: LeaseTimes;
  /** Aborts when the worker stops. */
  readonly shutdown: AbortSignal;
}): RunningExecution {
  const { ctx, execution, times, shutdown } = input;
  const run = new AbortController();
  let interruption: Interruption | null = null;
  const interrupt = (why: Interruption) => {
    if (interruption !== null) return;
    interruption = why;
    run.abort(why);
  };
  const onShutdown = () => interrupt('shutdown');
  const timer = setTimeout(() => interrupt('timeout'), execution.timeout_seconds * 1000);
  shutdown.addEventListener('abort', onShutdown, { once: true });
  if (shutdown.aborted) onShutdown();
  const output = createLiveOutput({ redact: ctx.redact });
  const lease = keepLease({ ctx, execution, times, output, interrupt });

  const action = endOf(() => runAction({ ...input, run, lease, output, interrupt }));
  const end = async (): Promise<Outcome> => {
    const ended = await action;
    clearTimeout(timer);
    shutdown.removeEventListener('abort', onShutdown);
    const left = await lease.release();

    const outcome = decideOutcome({
      end: { ...ended, interruption },
      attempt: execution.attempt,
      timeoutSeconds: execution.timeout_seconds,
      random: ctx.random(),
    });
    const stored = storableOutcome({ outcome, redact: ctx.redact });
    return await settle({ ctx, execution, outcome: stored, output: left, held: lease.held });
  };
  return { ended: action.then(() => {}), outcome: end(), look: lease.look };
}

type PlainEnd =
  | { readonly kind: 'returned'; readonly result: JsonValue }
  | { readonly kind: 'threw'; readonly error: unknown };

async function endOf(work: () => Promise<JsonValue>): Promise<PlainEnd> {
  try {
    return { kind: 'returned', result: await work() };
  } catch (error) {
    return { kind: 'threw', error };
  }
}

async function runAction(input: {
  readonly ctx: {
    readonly events: EventStore;
    readonly log: WorkerLog;
    readonly redact: Redact;
    readonly resolveParameters: ResolveParameters;
  };
  readonly actions: ReadonlyMap<string, Action>;
  readonly execution: Execution;
  readonly run: AbortController;
  readonly lease: KeptLease;
  readonly output: LiveOutput;
  readonly interrupt: (why: Interruption) => void;
}): Promise<JsonValue> {
  const { ctx, actions, execution, run, lease, output } = input;
  const { log, redact } = ctx;
  const action = await toRun({ ...input, ask: () => findAction({ ctx, execution, actions }) });
  if (action === undefined) {
    throw new AutomationError(
      'action_unknown',
      `This worker cannot run the action ${execution.action_ref}. Start a worker that can, or ask for another action.`,
    );
  }
  const parameters = await ctx.resolveParameters(execution);
  run.signal.throwIfAborted();
  return await action.run({
    execution,
    parameters,
    signal: run.signal,
    held: lease.held,
    report: (progress) => lease.report(redact(progress)),
    write(stream, chunk) {
      output.write(stream, chunk);
      lease.wrote();
    },
    log,
    redact,
  });
}

/**
 * What the store knows of a run before it begins. A store that was away until the lease ran out says
 * nothing about the run, which is not begun then: whoever finds the lease expired takes it over.
 */
async function toRun<T>(input: {
  readonly ctx: { readonly log: WorkerLog };
  readonly execution: Execution;
  readonly run: AbortController;
  readonly lease: KeptLease;
  readonly interrupt: (why: Interruption) => void;
  readonly ask: () => Promise<T>;
}): Promise<T> {
  const { ctx, execution, run, lease, interrupt, ask } = input;
  const { held } = lease;
  const { signal } = run;
  try {
    return await insistOnStore({ ctx, execution, held, signal, ask, failure: 'not begun yet' });
  } catch (error) {
    if (isAway(error)) interrupt('lease_lost');
    throw error;
  }
}

/** Stores the outcome. A store that is away is waited for, as long as the lease lasts: the work is done. */
async function settle(input: {
  readonly ctx: {
    readonly events: EventStore;
    readonly finishes: FinishGroup;
    readonly log: WorkerLog;
  };
  readonly execution: Execution;
  readonly outcome: Outcome;
  readonly output: readonly OutputPiece[];
  readonly held: () => number;
}): Promise<Outcome> {
  const { ctx, execution, outcome, output, held } = input;
  if (outcome.kind === 'discard') return outcome;
  const claim = { id: execution.id, fencing_token: execution.fencing_token, output };
  try {
    await insistOnStore({
      ctx,
      execution,
      held,
      failure: 'outcome not stored yet',
      ask: async () => {
        if (outcome.kind === 'finish') await ctx.finishes.finish({ ...claim, ...outcome });
        else await releaseExecution({ ctx, input: { ...claim, error: outcome.error } });
      },
    });
    return outcome;
  } catch (error) {
    if (!(error instanceof EventStoreError)) throw error;
    if (error.code !== 'lease_lost' && error.code !== 'execution_not_found') throw error;
    ctx.log.warn({ err: error, execution: execution.id }, 'outcome discarded');
    return { kind: 'discard' };
  }
}
