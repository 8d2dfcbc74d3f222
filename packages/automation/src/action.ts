import type { Execution, JsonValue } from '@clew/contracts';

/** What an action is given for one run. */
export interface ActionRun {
  readonly execution: Execution;
  /**
   * Aborts when the run must stop, with an `Interruption` as its reason; the action then throws as
   * soon as it can. What it has changed by then must be whole.
   */
  readonly signal: AbortSignal;
  /** Shows how far the run is. Cheap: only the latest of many is stored. */
  readonly report: (progress: JsonValue) => void;
}

/** Something that a worker can do. A run may be repeated, so it must be safe to repeat. */
export interface Action {
  readonly ref: string;
  /** Answers the result of the execution. An error with `retryable: true` is tried again later. */
  readonly run: (run: ActionRun) => Promise<JsonValue>;
}
