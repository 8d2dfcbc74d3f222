import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { WorkerTimes } from '../src/start-worker.ts';

const programs = {
  engine: fileURLToPath(new URL('../src/engine/engine-child.fixture.ts', import.meta.url)),
  worker: fileURLToPath(new URL('../src/worker-child.fixture.ts', import.meta.url)),
} as const;

/** An engine or a worker in a process of its own, to be killed. */
export interface Child {
  readonly role: keyof typeof programs;
  readonly name: string;
  readonly process: ChildProcess;
  /** Resolves when it works; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** How many executions it was told that it had lost, or could not end. */
  readonly refused: () => number;
  kill(): Promise<void>;
}

export function startEngineChild(input: {
  readonly url: string;
  readonly name: string;
  readonly batchSize: number;
}): Child {
  return start('engine', input.name, [input.url, input.name, String(input.batchSize)]);
}

export function startWorkerChild(input: {
  readonly url: string;
  readonly name: string;
  readonly times: WorkerTimes;
  /** Longest run of an execution, in milliseconds; each takes any time up to it. */
  readonly longestRunMs: number;
}): Child {
  const { url, name, times, longestRunMs } = input;
  return start('worker', name, [url, name, JSON.stringify(times), String(longestRunMs)]);
}

function start(role: Child['role'], name: string, args: readonly string[]): Child {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', programs[role], ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const gone = once(child, 'exit');
  let refused = 0;
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'ready') resolve();
      if (line === 'refused') refused += 1;
    });
    gone.then(() => reject(new Error(`The ${role} ${name} ended before it was ready`)), reject);
  });
  // Who waits for it is told; nobody needs to.
  ready.catch(() => {});
  return {
    role,
    name,
    process: child,
    ready,
    refused: () => refused,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
