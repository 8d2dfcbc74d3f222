import type { Gateway } from '../gateway/gateway.ts';
import type { Logger } from '../logger.ts';
import { Housekeeping } from './housekeeping.ts';
import { runDueJob } from './run-due-job.ts';

/** How often to look for something to do when there was nothing, in ms. */
const POLL_MS = 10_000;

/**
 * Runs TimescaleDB's background jobs and the housekeeping of a server, which have no processes of
 * their own in the WASM build. Each step is one turn of the session, so that clients that wait go in
 * between.
 */
export class JobScheduler {
  readonly #gateway: Gateway;
  readonly #logger: Logger;
  readonly #housekeeping = new Housekeeping();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor({ gateway, logger }: { readonly gateway: Gateway; readonly logger: Logger }) {
    this.#gateway = gateway;
    this.#logger = logger;
  }

  start(): void {
    this.#running = this.#runAll();
  }

  /** Waits for the job that runs; no other is begun. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #runAll(): Promise<void> {
    try {
      while (!this.#stopped && (await this.#step()));
    } catch (error) {
      this.#logger.error('background work failed', error);
    }
    if (this.#stopped) return;
    this.#timer = setTimeout(() => this.start(), POLL_MS);
    this.#timer.unref();
  }

  #step(): Promise<boolean> {
    return this.#gateway.withSession((runSql) => {
      if (runDueJob(runSql, this.#logger) !== undefined) return true;
      const done = this.#housekeeping.step(runSql, performance.now());
      if (done !== undefined) this.#logger.info(done);
      return done !== undefined;
    });
  }
}
