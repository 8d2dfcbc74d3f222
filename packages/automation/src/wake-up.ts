/** Lets a loop sleep until somebody calls or time is up. A call while it is awake is not lost. */
export interface WakeUp {
  call(): void;
  /** Resolves at the next call, after `ms`, or when `signal` aborts; at once if called before. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export function createWakeUp(): WakeUp {
  let called = false;
  let wake: (() => void) | null = null;
  return {
    call() {
      called = true;
      wake?.();
    },
    async wait(ms, signal) {
      if (!called && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(done, ms);
          signal.addEventListener('abort', done, { once: true });
          wake = done;
          function done() {
            clearTimeout(timer);
            signal.removeEventListener('abort', done);
            resolve();
          }
        });
        wake = null;
      }
      called = false;
    },
  };
}
