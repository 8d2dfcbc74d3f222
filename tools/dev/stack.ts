import { DevError } from './dev-error.ts';
import type { DevSettings } from './dev-settings.ts';
import { type LogFile, openLogFile } from './log-file.ts';
import { noticeOf } from './notice.ts';
import type { Screen } from './screen.ts';
import type { StackProcess } from './stack-process.ts';

/**
 * Everything that runs together. `signal` aborts as soon as it should end, because a user asked or
 * a process ended by itself; its reason is a `DevError`. Whoever waits for something, waits with it.
 */
export interface Stack {
  readonly signal: AbortSignal;
  log(name: string): LogFile;
  /** Writes a line of a process to its log, and to the screen when a user should see it. */
  hear(name: string, line: string): void;
  /** Makes the end of `process` the end of the stack; `why` may say more than how it ended. */
  add(process: StackProcess, why: (how: string) => string): void;
  end(reason: DevError): void;
  /** Stops every process, the latest started first; each within its time. */
  stop(): Promise<void>;
}

/** Together less than the 5 s within which a stop is done. */
const graceMs: Readonly<Record<string, number>> = { apps: 3000, events: 1500 };

export function createStack(input: {
  readonly settings: DevSettings;
  readonly screen: Screen;
}): Stack {
  const { settings, screen } = input;
  const over = new AbortController();
  const logs = new Map<string, LogFile>();
  const processes: StackProcess[] = [];
  const log = (name: string) => {
    const file = logs.get(name) ?? openLogFile(settings.logs, name);
    logs.set(name, file);
    return file;
  };
  return {
    signal: over.signal,
    log,
    hear(name, line) {
      log(name).write(line);
      const notice = over.signal.aborted ? null : noticeOf(line);
      if (notice !== null) screen.notice(name, notice);
    },
    add(process, why) {
      processes.push(process);
      process.ended.then((how) => over.abort(new DevError('app_ended', why(how))));
    },
    end: (reason) => over.abort(reason),
    async stop() {
      for (const process of processes.toReversed()) await process.stop(graceMs[process.name] ?? 0);
      for (const file of logs.values()) file.close();
    },
  };
}
