import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { OutputStream } from '@clew/contracts';
import type { FromSupervisor, ToSupervisor } from './supervisor-messages.ts';

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

/** The same place from sources and from a build. */
const supervisor = fileURLToPath(
  new URL('../../../programs/supervise-program.mjs', import.meta.url),
);
/** How often the supervisor hears for how long the execution is held. */
const heldMs = 1_000;
/** How long output is waited for after everything was killed: a program may have left its group. */
const drainMs = 500;

/**
 * Runs a program without a shell, as the leader of a process group of its own, under a supervisor: a
 * small process that ends the group when the program has ended, when it is told to, and when this
 * process dies or is stopped for longer than it holds the execution. So nothing that the program
 * started in its group outlives the run, however it ends.
 *
 * @throws what `spawn` says when the program cannot be started; an error when the supervisor was killed.
 */
export async function runProgram(input: {
  readonly program: Program;
  readonly onOutput: (stream: OutputStream, chunk: Buffer) => void;
  readonly signal: AbortSignal;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly graceMs: number;
  /** Milliseconds for which the execution is held. */
  readonly held: () => number;
}): Promise<ProgramEnd> {
  const { program, onOutput, signal, graceMs, held } = input;
  const child = spawn(process.execPath, [supervisor], {
    cwd: '/',
    env: {},
    // Not among those who get the signals of the worker's terminal.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout?.on('data', (chunk: Buffer) => onOutput('stdout', chunk));
  child.stderr?.on('data', (chunk: Buffer) => onOutput('stderr', chunk));
  // A program need not read its input; that it did not is no failure.
  child.stdin?.on('error', () => {});
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const last = lastWord(child);
  const { stdin, ...start } = program;
  tell(child, { kind: 'start', ...start, graceMs });
  tell(child, { kind: 'held', ms: held() });
  child.stdin?.end(stdin);

  const stop = () => tell(child, { kind: 'stop' });
  const showing = setInterval(() => tell(child, { kind: 'held', ms: held() }), heldMs);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await last;
  } finally {
    clearInterval(showing);
    signal.removeEventListener('abort', stop);
    await outputEnd(child, closed);
  }
}

/** A message to a supervisor that has ended is of no use to anybody. */
function tell(child: ChildProcess, message: ToSupervisor): void {
  if (child.connected) child.send(message, () => {});
}

function lastWord(child: ChildProcess): Promise<ProgramEnd> {
  let group: number | null = null;
  let spoken = false;
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.on('message', (message: FromSupervisor) => {
      switch (message.kind) {
        case 'started':
          group = message.group;
          return;
        case 'refused':
          spoken = true;
          reject(Object.assign(new Error(message.message), { code: message.code }));
          return;
        case 'exited':
          spoken = true;
          resolve({ exitCode: message.exitCode, signal: message.signal });
      }
    });
    // Comes behind the messages.
    child.once('disconnect', () => {
      if (spoken) return;
      if (group !== null) killGroup(group);
      reject(new Error('its supervisor was ended from outside'));
    });
  });
}

/** For a group whose supervisor is gone; mostly there is nobody left. */
function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
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
