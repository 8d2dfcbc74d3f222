import { readConfig } from '../src/config.ts';
import { type ExitCode, runProgram } from '../src/program.ts';

export interface Run {
  readonly exitCode: ExitCode;
  readonly out: string;
  readonly error: string;
}

/** Runs one command line in this process, with these settings, and keeps what it wrote. */
export async function runMigrate(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Run> {
  let out = '';
  let error = '';
  const exitCode = await runProgram(args, {
    readConfig: () => readConfig(environment, process.cwd()),
    isTerminal: false,
    writeOut: (text) => {
      out += text;
    },
    writeError: (text) => {
      error += text;
    },
  });
  return { exitCode, out, error };
}
