/** More changes than this are looked for on disk, not by their paths. */
const MANY = 500;

export interface PendingChangesOptions {
  /** Changes that come closer together than this are one. */
  readonly debounceMs: number;
  /** However fast they come, none waits longer than this. */
  readonly patienceMs: number;
}

/**
 * Collects the paths that changed until somebody takes them: a save is several events, and a change of
 * branch is thousands.
 */
export class PendingChanges {
  readonly #options: PendingChangesOptions;
  readonly #paths = new Set<string>();
  #isEverything = false;
  #first = 0;
  #last = 0;
  #wake: () => void = () => {};
  #error: unknown = null;

  constructor(options: PendingChangesOptions) {
    this.#options = options;
  }

  add(path: string): void {
    this.#paths.add(path);
    this.#touch();
  }

  /** Something changed, and nobody knows what. */
  addEverything(): void {
    this.#isEverything = true;
    this.#touch();
  }

  /** Makes whoever waits fail. */
  fail(error: unknown): void {
    this.#error = error;
    this.#wake();
  }

  /**
   * Waits until there are changes and no more come, and takes them: paths, or null for "look
   * everywhere". After an abort it answers at once, with whatever there is.
   */
  async take(signal: AbortSignal): Promise<readonly string[] | null> {
    while (!signal.aborted && this.#error === null) {
      const wait = this.#settlesIn();
      if (wait === 0) break;
      await this.#pause(signal, wait);
    }
    if (this.#error !== null) throw this.#error;
    const paths = [...this.#paths];
    const isEverything = this.#isEverything || paths.length > MANY;
    this.#paths.clear();
    this.#isEverything = false;
    return isEverything ? null : paths;
  }

  /** In how many milliseconds the changes count as complete; null while there are none. */
  #settlesIn(): number | null {
    if (this.#paths.size === 0 && !this.#isEverything) return null;
    const { debounceMs, patienceMs } = this.#options;
    const until = Math.min(this.#last + debounceMs, this.#first + patienceMs);
    return Math.max(Math.ceil(until - performance.now()), 0);
  }

  #touch(): void {
    const now = performance.now();
    const isFirst = this.#paths.size + Number(this.#isEverything) <= 1;
    if (isFirst) this.#first = now;
    this.#last = now;
    this.#wake();
  }

  #pause(signal: AbortSignal, wait: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = wait === null ? null : setTimeout(resolve, wait);
      const wake = (): void => {
        if (timer !== null) clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#wake = wait === null ? wake : () => {};
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}
