import type { ExecutionStatus } from '@clew/contracts';

/**
 * The life of an execution.
 *
 *     requested ─┐            ┌─ complete ──▶ completed
 *                ├─ claim ─▶ running ─ fail, time_out ──▶ failed, timeout
 *     scheduled ─┘   ▲        │ │ └─ expire ──▶ abandoned
 *         ▲          │        │ └─ cancel ──▶ canceling ── (any end) ──▶ cancelled, …
 *         └── retry ─┴────────┘
 *
 * `scheduled` waits for its time, be it the first or a retry's. An attempt that is retried passes
 * through the status of its failure in the same transaction, so that the history shows both. What a
 * worker hands back is requested again, as if it had never been claimed.
 */
export type ExecutionEvent =
  /** A worker asks for work and its turn has come. */
  | 'claim'
  /** The worker that holds it says that it is alive. */
  | 'heartbeat'
  /** The attempt ended with a result. */
  | 'complete'
  /** The attempt failed for good. */
  | 'fail'
  /** The attempt failed and may be repeated; attempts are left. */
  | 'fail_retry'
  /** The attempt took too long, and no attempts are left. */
  | 'time_out'
  | 'time_out_retry'
  /** The worker says that it stopped because it was told to. */
  | 'stop'
  /** The worker cannot go on: the attempt does not count. */
  | 'hand_back'
  /** Somebody asks that it be cancelled. */
  | 'cancel'
  /** The lease ran out, and no attempts are left. */
  | 'expire'
  | 'expire_retry';

/** An event that changes nothing in a status: who asks is told so, or finds nothing to take. */
export const REFUSED = 'refused';

type Row = Readonly<Record<ExecutionEvent, ExecutionStatus | typeof REFUSED>>;

const nothing: Row = {
  claim: REFUSED,
  heartbeat: REFUSED,
  complete: REFUSED,
  fail: REFUSED,
  fail_retry: REFUSED,
  time_out: REFUSED,
  time_out_retry: REFUSED,
  stop: REFUSED,
  hand_back: REFUSED,
  cancel: REFUSED,
  expire: REFUSED,
  expire_retry: REFUSED,
};

const waiting: Row = { ...nothing, claim: 'running', cancel: 'cancelled' };

/** Every event in every status. */
export const EXECUTION_TRANSITIONS: Readonly<Record<ExecutionStatus, Row>> = {
  requested: waiting,
  scheduled: waiting,
  running: {
    claim: REFUSED,
    heartbeat: 'running',
    complete: 'completed',
    fail: 'failed',
    fail_retry: 'scheduled',
    time_out: 'timeout',
    time_out_retry: 'scheduled',
    stop: 'cancelled',
    hand_back: 'requested',
    cancel: 'canceling',
    expire: 'abandoned',
    expire_retry: 'requested',
  },
  // What somebody wants to end is never retried.
  canceling: {
    claim: REFUSED,
    heartbeat: 'canceling',
    complete: 'completed',
    fail: 'failed',
    fail_retry: 'failed',
    time_out: 'timeout',
    time_out_retry: 'timeout',
    stop: 'cancelled',
    hand_back: 'cancelled',
    cancel: 'canceling',
    expire: 'cancelled',
    expire_retry: 'cancelled',
  },
  completed: nothing,
  failed: nothing,
  cancelled: nothing,
  timeout: nothing,
  abandoned: nothing,
};

/** What a status becomes by an event. */
export function nextExecutionStatus(
  status: ExecutionStatus,
  event: ExecutionEvent,
): ExecutionStatus | typeof REFUSED {
  return EXECUTION_TRANSITIONS[status][event];
}
