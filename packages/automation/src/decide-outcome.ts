import { type FinishedExecutionStatus, type JsonValue, jsonDocumentSchema } from '@clew/contracts';
import { retryDelaySeconds } from './retry-delay.ts';

/** Why a run was told to stop. */
export type Interruption = 'cancelled' | 'timeout' | 'lease_lost' | 'shutdown';

/** How a run ended. `interruption` is null when nobody told it to stop. */
export type RunEnd =
  | {
      readonly kind: 'returned';
      readonly result: JsonValue;
      readonly interruption: Interruption | null;
    }
  | { readonly kind: 'threw'; readonly error: unknown; readonly interruption: Interruption | null };

/**
 * What becomes of the execution. `discard`: it is somebody else's by now, so nothing is written;
 * `release`: it goes back to the queue, as if this worker had never claimed it.
 */
export type Outcome =
  | { readonly kind: 'discard' }
  | { readonly kind: 'release'; readonly error: string }
  | {
      readonly kind: 'finish';
      readonly status: FinishedExecutionStatus;
      readonly result?: JsonValue;
      readonly error?: string;
      /** Tried again after so long, if it has attempts left; final when left out. */
      readonly retry_after_seconds?: number;
    };

/**
 * Decides how an attempt ends.
 *
 * | how the run ended | nobody stopped it | cancelled | timeout | shutdown      | lease lost |
 * |-------------------|-------------------|-----------|---------|---------------|------------|
 * | returned          | completed         | completed | completed | completed   | discard    |
 * | threw             | failed (retried when the error is retryable) | cancelled | timeout, retried | released      | discard |
 *
 * A result counts even when it came after the order to stop: the work is done. The `result` of an
 * error, what a failed run leaves behind, is kept with every status. `random` is in [0, 1).
 */
export function decideOutcome(input: {
  readonly end: RunEnd;
  readonly attempt: number;
  readonly timeoutSeconds: number;
  readonly random: number;
}): Outcome {
  const { end, attempt, timeoutSeconds, random } = input;
  if (end.interruption === 'lease_lost') return { kind: 'discard' };
  if (end.kind === 'returned') return { kind: 'finish', status: 'completed', result: end.result };
  const delay = retryDelaySeconds({ attempt, random });
  const left = resultOf(end.error);
  switch (end.interruption) {
    case null:
      return {
        kind: 'finish',
        status: 'failed',
        error: messageOf(end.error),
        ...left,
        ...(isRetryable(end.error)
          ? { retry_after_seconds: Math.max(delay, askedDelay(end.error, random)) }
          : {}),
      };
    case 'cancelled':
      return { kind: 'finish', status: 'cancelled', error: 'Cancelled on request.', ...left };
    case 'timeout':
      return {
        kind: 'finish',
        status: 'timeout',
        error: `Not done after ${timeoutSeconds} s.`,
        ...left,
        retry_after_seconds: delay,
      };
    case 'shutdown':
      return { kind: 'release', error: 'The worker was stopped before the run was done.' };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function resultOf(error: unknown): { readonly result?: JsonValue } {
  if (!(error instanceof Error) || !('result' in error) || error.result === undefined) return {};
  const parsed = jsonDocumentSchema.safeParse(error.result);
  return { result: parsed.success ? parsed.data : { unstorable: parsed.error.message } };
}

/** What asked for the same pause is not tried again at the same moment. */
function askedDelay(error: unknown, random: number): number {
  if (!(error instanceof Error) || !('retryAfterSeconds' in error)) return 0;
  const { retryAfterSeconds: asked } = error;
  return typeof asked === 'number' ? asked * (1 + random / 10) : 0;
}

/** An error says of itself whether the same run may succeed later; its text is never asked. */
function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === true;
}
