import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Output } from '../src/process/output.ts';
import { runProgram } from '../src/program.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** How to start `clew` from its sources: the program, and what comes before its own arguments. */
export const clewCommand: readonly string[] = [
  process.execPath,
  '--conditions=source',
  '--import',
  tsx,
  main,
];

export interface RunOptions {
  readonly cwd: string;
  /** All that the process finds in its environment, besides the path of programs. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

export interface Run {
  readonly exitCode: number | null;
  readonly out: string;
  readonly error: string;
}

/** Starts the real binary. */
export function startClew(
  args: readonly string[],
  { cwd, env = {} }: RunOptions,
): ChildProcessWithoutNullStreams {
  const [program = '', ...before] = clewCommand;
  return spawn(program, [...before, ...args], { cwd, env: { PATH: process.env.PATH, ...env } });
}

/** Runs a command line to its end in this process, which is much sooner than to start another. */
export async function runClew(
  args: readonly string[],
  { cwd, env = {}, input = '' }: RunOptions,
): Promise<Run> {
  const out = piped();
  const err = piped();
  const exitCode = await runProgram(args, {
    environment: { PATH: process.env.PATH, ...env },
    workingDir: cwd,
    out,
    err,
    readInput: async () => input,
    interruptible: (work) => work(new AbortController().signal),
  });
  return { exitCode, out: out.text(), error: err.text() };
}

/** Runs the real binary to its end. */
export async function runBinary(args: readonly string[], options: RunOptions): Promise<Run> {
  const child = startClew(args, options);
  let out = '';
  let error = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    error += text;
  });
  child.stdin.end(options.input ?? '');
  await once(child, 'close');
  return { exitCode: child.exitCode, out, error };
}

/** An output as a pipe has it: nobody looks on, and no line is too long. */
function piped(): Output & { readonly text: () => string } {
  let text = '';
  return {
    write(more) {
      text += more;
    },
    isTerminal: false,
    hasColors: false,
    width: () => null,
    text: () => text,
  };
}
