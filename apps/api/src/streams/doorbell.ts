/** Wakes a loop that waits. A ring while it is awake is remembered until it waits again. */
export interface Doorbell {
  readonly ring: () => void;
  /** Resolves at a ring (true), after `ms`, or when `signal` aborts. */
  wait(ms: number, signal: AbortSignal): Promise<boolean>;
  /** Resolves after `ms` or when `signal` aborts; rings are remembered meanwhile. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export function createDoorbell(): Doorbell {
  let rung = false;
  let wake = () => {};
  const sleep = (ms: number, signal: AbortSignal, wakeable: boolean) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
      if (wakeable) wake = done;
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
  return {
    ring() {
      rung = true;
      wake();
    },
    async wait(ms, signal) {
      if (!rung && !signal.aborted) await sleep(ms, signal, true);
      wake = () => {};
      const called = rung;
      rung = false;
      return called;
    },
    async pause(ms, signal) {
      if (!signal.aborted) await sleep(ms, signal, false);
    },
  };
}
