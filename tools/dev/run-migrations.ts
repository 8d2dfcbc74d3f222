import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DevError } from './dev-error.ts';
import type { LogFile } from './log-file.ts';

const run = promisify(execFile);

/**
 * Brings both stores to the version of this code, with the command that `pnpm db:migrate` runs.
 *
 * @throws DevError `migration_failed` with what the command printed.
 */
export async function runMigrations(input: {
  readonly environment: NodeJS.ProcessEnv;
  readonly log: LogFile;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { environment, log, signal } = input;
  const program = fileURLToPath(new URL('../../apps/migrate/src/main.ts', import.meta.url));
  try {
    const { stdout, stderr } = await run(process.execPath, [...process.execArgv, program, 'up'], {
      env: environment,
      signal,
    });
    log.write(`${stdout}${stderr}`.trimEnd());
  } catch (error) {
    signal.throwIfAborted();
    const output = outputOf(error);
    log.write(output);
    throw new DevError('migration_failed', `The stores could not be migrated:\n${output}`, {
      cause: error,
    });
  }
}

function outputOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { stdout = '', stderr = '' } = error as Error & { stdout?: string; stderr?: string };
  return `${stdout}${stderr}`.trim() || error.message;
}
