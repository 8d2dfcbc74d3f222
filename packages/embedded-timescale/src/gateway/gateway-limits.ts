/** What the gateway lets a client do before it refuses or waits. */
export interface GatewayLimits {
  /** Largest message that a client may send, in bytes. */
  readonly messageBytes: number;
  /** Largest data of one COPY FROM STDIN, in bytes. */
  readonly copyBytes: number;
  readonly connections: number;
  /** Unsent output at which a client that listens, but does not read, is sent away. */
  readonly deafBytes: number;
  /**
   * How long an owner of the session may do nothing while others wait, in ms. Well below the leases of
   * those who wait.
   */
  readonly idleOwnerMs: number;
}

export const DEFAULT_LIMITS: GatewayLimits = {
  messageBytes: 128 * 1024 * 1024,
  copyBytes: 256 * 1024 * 1024,
  connections: 1000,
  deafBytes: 64 * 1024 * 1024,
  idleOwnerMs: 10_000,
};

/** Input of a client that is not run yet, at which its socket is paused. */
export const INBOX_BYTES = 1024 * 1024;
export const INBOX_MESSAGES = 1000;

/** Unsent output of a client at which its next message waits. */
export const OUTBOX_BYTES = 1024 * 1024;

/** How long messages run before other events of the process get their turn, in ms. */
export const SLICE_MS = 5;

/** How long a closed connection may take to read what was sent to it, in ms. */
export const LAST_WORDS_MS = 1000;
