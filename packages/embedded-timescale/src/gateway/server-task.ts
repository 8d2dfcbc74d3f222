import { EngineCrash } from '../engine/engine.ts';
import type { RunSql } from './gateway-sql.ts';
import type { SharedSession } from './shared-session.ts';

/** Work of the server's own that takes a turn of the session, such as a background job. */
export interface ServerTask {
  run(): Promise<void> | void;
  /** It will never run. */
  refuse(error: Error): void;
}

/**
 * Work on the session, with the settings of a new one, as a task. What it fails with is its result; a
 * crash of the engine is also thrown to whoever runs it.
 */
export function serverTask<Result>(
  session: SharedSession,
  work: (runSql: RunSql) => Promise<Result> | Result,
): { readonly task: ServerTask; readonly result: Promise<Result> } {
  const { promise, resolve, reject } = promiseParts<Result>();
  const fail = (error: unknown) => {
    reject(error);
    if (error instanceof EngineCrash) throw error;
  };
  const run = () => {
    try {
      session.enterForItself();
      const result = work(session.runSql);
      if (result instanceof Promise) return result.then(resolve, fail);
      resolve(result);
    } catch (error) {
      fail(error);
    }
  };
  return { task: { run, refuse: reject }, result: promise };
}

function promiseParts<Result>() {
  let resolve: (result: Result) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<Result>((onResult, onError) => {
    resolve = onResult;
    reject = onError;
  });
  return { promise, resolve, reject };
}
