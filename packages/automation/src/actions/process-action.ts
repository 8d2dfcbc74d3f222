import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Execution, JsonValue } from '@clew/contracts';
import { z } from 'zod';
import type { Action } from '../action.ts';
import { AutomationError } from '../automation-error.ts';
import { createCapture } from './capture.ts';
import { parseParameters } from './parse-parameters.ts';
import { type ProgramEnd, runProgram } from './process/run-program.ts';

/** Of each stream: half from its beginning, half from its end. */
const keptOutputBytes = 256 * 1024;
const defaultGraceMs = 2_000;

const plainText = (most: number) =>
  z
    .string('must be a text')
    .max(most, `must have at most ${most} characters`)
    .refine((text) => !text.includes('\0'), 'must not contain NUL');

const parametersSchema = z.strictObject({
  argv: z.tuple(
    [plainText(4096).min(1, 'must name a program')],
    plainText(131_072),
    'must be a list: the program and its arguments',
  ),
  cwd: plainText(4096).optional(),
  env: z
    .record(
      z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'is not the name of a variable'),
      plainText(131_072),
    )
    .default({}),
  stdin: plainText(1_048_576).default(''),
});

export interface ProcessOptions {
  /**
   * Whether the definition that an execution comes from may run programs: only definitions in files
   * on disk may. Left out: none.
   */
  readonly allowProcess?: (execution: Execution) => boolean | Promise<boolean>;
  /** All that a program sees of the worker's environment: PATH, HOME, LANG. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where programs run when their parameters do not say; what `cwd` is relative to. */
  readonly cwd: string;
  /** Milliseconds that a program has to end after SIGTERM. */
  readonly graceMs?: number;
}

/**
 * `core.process`: runs a program by its argument list, never through a shell. It does not outlive its
 * worker. The result is
 * `{ exit_code, signal, stdout, stderr, stdout_truncated_bytes, stderr_truncated_bytes,
 * duration_ms }`, also of a run that failed or was stopped.
 */
export function processAction(options: ProcessOptions): Action {
  const { allowProcess = () => false, environment, graceMs = defaultGraceMs } = options;
  return {
    ref: 'core.process',
    async run({ execution, parameters, signal, held, redact, write }) {
      if (!(await allowProcess(execution))) {
        throw new AutomationError(
          'process_not_allowed',
          'Programs are run only for definitions in files. Define the rule in clew.yaml or .clew/rules of its codebase.',
        );
      }
      const { argv, env, stdin, ...given } = parseParameters({
        action: 'core.process',
        schema: parametersSchema,
        parameters,
      });
      const cwd = resolve(options.cwd, given.cwd ?? '.');
      const half = keptOutputBytes / 2;
      const capture = () => createCapture({ head: half, tail: half, redact });
      const captures = { stdout: capture(), stderr: capture() };
      await checkFolder(cwd);
      signal.throwIfAborted();
      const started = performance.now();
      const end = await runProgram({
        program: { argv, cwd, env: { ...environment, ...env }, stdin },
        onOutput(stream, chunk) {
          captures[stream].write(chunk);
          write(stream, chunk);
        },
        signal,
        graceMs,
        held,
      }).catch((cause: unknown) => {
        throw notStarted(argv[0], cause);
      });
      const out = captures.stdout.end();
      const err = captures.stderr.end();
      const result = {
        exit_code: end.exitCode,
        signal: end.signal,
        stdout: out.text,
        stderr: err.text,
        stdout_truncated_bytes: out.truncatedBytes,
        stderr_truncated_bytes: err.truncatedBytes,
        duration_ms: Math.round(performance.now() - started),
      };
      if (end.exitCode === 0 && !signal.aborted) return result;
      throw failedProgram({ program: argv[0], end, result });
    },
  };
}

async function checkFolder(cwd: string): Promise<void> {
  const found = await stat(cwd).catch(() => null);
  if (found?.isDirectory() === true) return;
  throw new AutomationError('process_failed', `There is no folder ${cwd} to run the program in.`);
}

function notStarted(program: string, cause: unknown): AutomationError {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AutomationError(
    'process_failed',
    missing
      ? `There is no program ${program} on the worker: install it, or give its whole path.`
      : `The program ${program} could not be started: ${reason}.`,
    { cause },
  );
}

function failedProgram(input: {
  readonly program: string;
  readonly end: ProgramEnd;
  readonly result: JsonValue;
}): AutomationError {
  const { program, end, result } = input;
  const how = end.signal === null ? `with exit code ${end.exitCode}` : `by ${end.signal}`;
  return new AutomationError('process_failed', `The program ${program} ended ${how}.`, { result });
}
