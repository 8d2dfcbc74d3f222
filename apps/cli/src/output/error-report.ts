import type { Problem } from '@clew/contracts';
import { CommanderError } from 'commander';
import type { ExitCode } from '../exit-code.ts';
import { Interrupted } from '../process/interrupted.ts';

/** What is told of a command that failed, and how it ends. */
export interface ErrorReport {
  readonly exitCode: ExitCode;
  /** For a person, without a stack. */
  readonly message: string;
  /** For a program, in the shape of the API's problems. */
  readonly problem: Problem;
}

/** An error in words and as data. Whatever was thrown, no stack is part of it. */
export async function reportError(error: unknown, command: string): Promise<ErrorReport> {
  if (error instanceof Interrupted)
    return reportOf(130, 'Stopped', 503, 'unavailable', error.message, command);
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /, '');
    return reportOf(2, 'The command makes no sense', 400, 'invalid_request', message, command);
  }
  const [{ ClewError }, { problemStatus }, { exitCodeOf }] = await Promise.all([
    import('@clew/contracts'),
    import('@clew/contracts/api'),
    import('../exit-code.ts'),
  ]);
  if (!(error instanceof ClewError)) {
    const message = `Unexpected: ${error instanceof Error ? error.message : String(error)}`;
    return reportOf(3, 'The command failed', 500, 'internal', message, command);
  }
  const { exitCode, message, problem } = reportOf(
    exitCodeOf(error),
    error.code,
    problemStatus[error.problem],
    error.problem,
    error.message,
    command,
  );
  return {
    exitCode,
    message,
    problem: {
      ...problem,
      ...(error.suggestions.length > 0 ? { suggestions: [...error.suggestions] } : {}),
      ...(error.issues.length > 0 ? { issues: [...error.issues] } : {}),
      ...(error.current === null ? {} : { current: error.current }),
    },
  };
}

function reportOf(
  exitCode: ExitCode,
  title: string,
  status: number,
  code: Problem['code'],
  message: string,
  command: string,
): ErrorReport {
  return {
    exitCode,
    message,
    problem: { type: 'about:blank', title, status, detail: message, instance: command, code },
  };
}
