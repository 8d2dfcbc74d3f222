/**
 * The life of one client connection.
 *
 *   startup ──accepted──▶ idle ──message──▶ waiting ──turn──▶ owning ◀──copy_done── copying
 *                          ▲                   │                │ └──copy_started────▶ │
 *                          └─────released──────┼────────────────┘                      │
 *   any ──hangup, violation, timeout, shutdown─┴──▶ closed ◀───────────────────────────┘
 *
 * Only `owning` and `copying` own the session, and one connection at most is in either. Whoever
 * leaves them by any way but `released` leaves a transaction behind, so it is rolled back first.
 */
export type ConnectionState = 'startup' | 'idle' | 'waiting' | 'owning' | 'copying' | 'closed';

export type ConnectionEvent =
  /** The startup packet was taken and answered. */
  | 'accepted'
  /** A whole message arrived. */
  | 'message'
  /** The queue granted the session. */
  | 'turn'
  /** A COPY FROM STDIN began: what follows is data, kept until it is complete. */
  | 'copy_started'
  /** The data is complete, or the client gave up sending it. */
  | 'copy_done'
  /** ReadyForQuery said idle and nothing ties the session to this connection. */
  | 'released'
  /** A CancelRequest named this connection. */
  | 'cancel'
  /** It owned the session, did nothing, and others waited for too long. */
  | 'timeout'
  /** What it sent is not the protocol. */
  | 'violation'
  /** The socket closed, or the client said goodbye. */
  | 'hangup'
  /** The server stops, or its engine died. */
  | 'shutdown';

export type ConnectionAction =
  | 'none'
  /** Ask the queue for a turn. */
  | 'join'
  /** Run what it sent. */
  | 'run'
  /** Add the message to the COPY data. */
  | 'collect'
  /** Give the turn back. */
  | 'release'
  /** Answer what waits with "canceled" and leave the queue. */
  | 'cancel_waiting'
  /** Leave the queue and forget what it has in the backend. */
  | 'forget'
  /** Roll back, give the turn back, forget what it has in the backend. */
  | 'roll_back';

export interface Step {
  readonly state: ConnectionState;
  readonly action: ConnectionAction;
}

/** An event that cannot happen in a state: the gateway would have a defect. */
export const IMPOSSIBLE = 'impossible';

type Row = Readonly<Record<ConnectionEvent, Step | typeof IMPOSSIBLE>>;

const stay = (state: ConnectionState): Step => ({ state, action: 'none' });
const close = (action: ConnectionAction): Step => ({ state: 'closed', action });

/** Every event in every state. */
export const TRANSITIONS: Readonly<Record<ConnectionState, Row>> = {
  startup: {
    accepted: { state: 'idle', action: 'none' },
    message: IMPOSSIBLE,
    turn: IMPOSSIBLE,
    copy_started: IMPOSSIBLE,
    copy_done: IMPOSSIBLE,
    released: IMPOSSIBLE,
    cancel: IMPOSSIBLE,
    timeout: IMPOSSIBLE,
    violation: close('none'),
    hangup: close('none'),
    shutdown: close('none'),
  },
  idle: {
    accepted: IMPOSSIBLE,
    message: { state: 'waiting', action: 'join' },
    turn: IMPOSSIBLE,
    copy_started: IMPOSSIBLE,
    copy_done: IMPOSSIBLE,
    released: IMPOSSIBLE,
    cancel: stay('idle'),
    timeout: IMPOSSIBLE,
    violation: close('forget'),
    hangup: close('forget'),
    shutdown: close('forget'),
  },
  waiting: {
    accepted: IMPOSSIBLE,
    message: stay('waiting'),
    turn: { state: 'owning', action: 'run' },
    copy_started: IMPOSSIBLE,
    copy_done: IMPOSSIBLE,
    released: IMPOSSIBLE,
    cancel: { state: 'idle', action: 'cancel_waiting' },
    timeout: IMPOSSIBLE,
    violation: close('forget'),
    hangup: close('forget'),
    shutdown: close('forget'),
  },
  owning: {
    accepted: IMPOSSIBLE,
    message: { state: 'owning', action: 'run' },
    turn: IMPOSSIBLE,
    copy_started: { state: 'copying', action: 'none' },
    copy_done: IMPOSSIBLE,
    released: { state: 'idle', action: 'release' },
    // A statement runs to its end before anything else is read, so there is nothing to cancel.
    cancel: stay('owning'),
    timeout: close('roll_back'),
    violation: close('roll_back'),
    hangup: close('roll_back'),
    shutdown: close('roll_back'),
  },
  copying: {
    accepted: IMPOSSIBLE,
    message: { state: 'copying', action: 'collect' },
    turn: IMPOSSIBLE,
    copy_started: IMPOSSIBLE,
    copy_done: { state: 'owning', action: 'run' },
    released: IMPOSSIBLE,
    cancel: stay('copying'),
    timeout: close('roll_back'),
    violation: close('roll_back'),
    hangup: close('roll_back'),
    shutdown: close('roll_back'),
  },
  closed: {
    accepted: stay('closed'),
    message: stay('closed'),
    turn: IMPOSSIBLE,
    copy_started: IMPOSSIBLE,
    copy_done: IMPOSSIBLE,
    released: IMPOSSIBLE,
    cancel: stay('closed'),
    timeout: stay('closed'),
    violation: stay('closed'),
    hangup: stay('closed'),
    shutdown: stay('closed'),
  },
};

/** The step that an event means. @throws Error on an event that cannot happen in the state */
export function nextStep(state: ConnectionState, event: ConnectionEvent): Step {
  const step = TRANSITIONS[state][event];
  if (step === IMPOSSIBLE) throw new Error(`a connection that is ${state} cannot have ${event}`);
  return step;
}
