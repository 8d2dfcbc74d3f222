import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stopProcessTree } from './process-tree.ts';

const lastLinesMs = 300;

/** A long-running process of the stack that obeys `onStopOrder`. */
export interface StackProcess {
  readonly name: string;
  readonly child: ChildProcess;
  /** How it ended, e.g. `exit code 1`. */
  readonly ended: Promise<string>;
  /** Orders it to stop, and kills it and what descends from it when it takes longer than `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/** Starts a TypeScript program of this folder as a process that ends when this one does. */
export function startStackProcess(input: {
  readonly name: string;
  readonly program: URL;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly onLine: (line: string) => void;
}): StackProcess {
  const { name, program, args, environment, onLine } = input;
  const child = spawn(process.execPath, [...process.execArgv, fileURLToPath(program), ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: environment,
    // A session of its own: Ctrl-C in the terminal reaches this process only, which stops the rest in order.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  if (child.stdout !== null) createInterface({ input: child.stdout }).on('line', onLine);
  if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', onLine);
  // Its last lines tell why it ended, and they may still be on their way.
  const silent = once(child, 'close');
  const ended = once(child, 'exit').then(async ([code, signal]) => {
    await Promise.race([silent, wait(lastLinesMs)]);
    return signal === null ? `exit code ${code}` : `signal ${signal}`;
  });
  return {
    name,
    child,
    ended,
    async stop(graceMs) {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      // A child that ends by itself at this moment reads no more; its end is awaited all the same.
      if (child.connected) child.send('stop', () => undefined);
      const late = await Promise.race([ended, wait(graceMs, null, { ref: false })]);
      if (late === null) await stopProcessTree(child.pid, 0);
      await ended;
    },
  };
}
