import { Interrupted } from './interrupted.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs work that wants to end in order when the process is asked to end: its signal aborts, and what
 * the work then throws (or answers) is the end. Outside of such work a signal ends the process at
 * once, as usual; a second one does so inside of it too.
 */
export async function interruptible<T>(
  process: NodeJS.Process,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const listeners = signals.map((name) => {
    const listener = () => controller.abort(new Interrupted(name));
    process.once(name, listener);
    return { name, listener };
  });
  try {
    return await work(controller.signal);
  } finally {
    for (const { name, listener } of listeners) process.off(name, listener);
  }
}
