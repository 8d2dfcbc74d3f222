import { Connection } from './connection.ts';
import type { TurnQueue } from './turn-queue.ts';

export interface IdleOwnerOptions {
  readonly queue: TurnQueue<object>;
  /** How long the owner of the session may be idle while others wait for it. */
  readonly idleMs: number;
  readonly onIdle: (owner: Connection) => void;
}

/** Notices a client that holds the session without using it, once somebody waits for it. */
export class IdleOwnerWatch {
  readonly #options: IdleOwnerOptions;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: IdleOwnerOptions) {
    this.#options = options;
  }

  /** Starts to count, unless it counts already or nobody waits. */
  start(): void {
    const { queue, idleMs } = this.#options;
    const { owner } = queue;
    if (!(owner instanceof Connection) || queue.waiting === 0 || this.#timer !== undefined) return;
    const idle = performance.now() - owner.lastActive;
    this.#timer = setTimeout(() => this.#look(), Math.max(idleMs - idle, 0) + 1);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** The owner may be another one by now, or may have used its turn. */
  #look(): void {
    this.#timer = undefined;
    const { queue, idleMs, onIdle } = this.#options;
    const { owner } = queue;
    if (!(owner instanceof Connection) || queue.waiting === 0) return;
    if (performance.now() - owner.lastActive >= idleMs) onIdle(owner);
    else this.start();
  }
}
