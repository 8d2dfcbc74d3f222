import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { OutputStream } from '@clew/contracts';

export interface Program {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
}

export interface ProgramEnd {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** How often is looked whether a group that was told to end has ended. */
const lookMs = 20;
/** How long output is waited for after everything was killed: a program may have left its group. */
const drainMs = 500;

/**
 * Runs a program without a shell, as the leader of a process group of its own.
 *
 *     running ──▶ ended by itself ──────────────────────────────▶ SIGKILL what is left of the group
 *        └─ abort ──▶ SIGTERM to the group ──▶ all ended, or grace is over ──▶ ┘
 *
 * So nothing that the program started in its group outlives the run, however it ends.
 *
 * @throws what `spawn` says when the program cannot be started.
 */
export async function runProgram(input: {
  readonly program: Program;
  readonly onOutput: (stream: OutputStream, chunk: Buffer) => void;
  readonly signal: AbortSignal;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly graceMs: number;
}): Promise<ProgramEnd> {
  const { program, onOutput, signal, graceMs } = input;
  const [file, ...args] = program.argv;
  const child = spawn(file, args, {
    cwd: program.cwd,
    env: { ...program.env },
    detached: true,
    shell: false,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => onOutput('stdout', chunk));
  child.stderr.on('data', (chunk: Buffer) => onOutput('stderr', chunk));
  // A program need not read its input; that it did not is no failure.
  child.stdin.on('error', () => {});
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await once(child, 'spawn');
  child.stdin.end(program.stdin);

  const group = groupOf(child);
  await Promise.race([exited, abortOf(signal, exited)]);
  if (signal.aborted) {
    group.kill('SIGTERM');
    await ended(group, graceMs);
  }
  group.kill('SIGKILL');
  await exited;
  await outputEnd(child, closed);
  return { exitCode: child.exitCode, signal: child.signalCode };
}

/** Resolves when the signal aborts; forgets about it when the run is over. */
function abortOf(signal: AbortSignal, over: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const stop = () => resolve();
    signal.addEventListener('abort', stop, { once: true });
    void over.then(() => signal.removeEventListener('abort', stop));
  });
}

interface ProcessGroup {
  /** Answers whether there was anybody to get the signal. */
  kill(signal: NodeJS.Signals | 0): boolean;
}

/** The group has the number of its leader, and keeps it as long as it has members. */
function groupOf(child: ChildProcess): ProcessGroup {
  const { pid } = child;
  return {
    kill(signal) {
      if (pid === undefined) return false;
      try {
        return process.kill(-pid, signal);
      } catch (error) {
        if (isErrno(error) && error.code === 'ESRCH') return false;
        // Members that run as somebody else: there is nothing more that this process could do.
        if (isErrno(error) && error.code === 'EPERM') return false;
        throw error;
      }
    },
  };
}

async function ended(group: ProcessGroup, graceMs: number): Promise<void> {
  const until = performance.now() + graceMs;
  while (performance.now() < until && group.kill(0)) await pause(lookMs);
}

async function outputEnd(child: ChildProcess, closed: Promise<void>): Promise<void> {
  const waiting = new AbortController();
  await Promise.race([
    closed.then(() => waiting.abort()),
    pause(drainMs, undefined, { signal: waiting.signal }).catch(() => undefined),
  ]);
  child.stdout?.destroy();
  child.stderr?.destroy();
}

function isErrno(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
