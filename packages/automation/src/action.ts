import type { Execution, JsonValue, OutputStream } from '@clew/contracts';
import type { Redact } from './secrets/redact.ts';
import type { WorkerLog } from './worker-log.ts';

/** What an action is given for one run. */
export interface ActionRun {
  /** As it is stored: its `config` holds the names of secrets, not their values. */
  readonly execution: Execution;
  /** The config as the action is to use it: templates filled in, secrets resolved. */
  readonly parameters: JsonValue;
  /**
   * Aborts when the run must stop, with an `Interruption` as its reason; the action then throws as
   * soon as it can. What it has changed by then must be whole.
   */
  readonly signal: AbortSignal;
  /** Milliseconds for which the run is sure to hold the execution, if the worker does nothing more. */
  readonly held: () => number;
  /** Shows how far the run is. Cheap: only the latest of many is stored. */
  readonly report: (progress: JsonValue) => void;
  /** Shows what the run writes, in whatever chunks it comes. Cheap: what is not shown is dropped. */
  readonly write: (stream: OutputStream, chunk: Uint8Array) => void;
  /** The log of the worker; secrets are redacted in it. */
  readonly log: WorkerLog;
  /**
   * The worker passes results, errors and progress through it. Only an action that cuts a text must
   * do so itself, before it cuts.
   */
  readonly redact: Redact;
}

/** Something that a worker can do. A run may be repeated, so it must be safe to repeat. */
export interface Action {
  readonly ref: string;
  /**
   * Answers the result of the execution. An error with `retryable: true` is tried again later; the
   * `result` of an error is stored like one that was answered.
   */
  readonly run: (run: ActionRun) => Promise<JsonValue>;
}
