import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GraphError } from '../graph-error.ts';
import { parsePatch } from './parse-patch.ts';

/** How the working tree differs from a commit; paths are relative to the root. */
export interface GitDiff {
  /** The full name of the commit. */
  readonly commit: string;
  readonly patch: string;
  /** Files that git does not track and does not ignore. */
  readonly added_files: readonly string[];
  /** When the files that differ were written last; ISO 8601 in UTC. */
  readonly written_at: Readonly<Record<string, string>>;
}

interface GitOptions {
  readonly root: string;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

const run = promisify(execFile);
const mostOutput = 32 * 1024 * 1024;

/** Nothing that a repository configures may run: no hooks, monitors, external diffs or text views. */
const harmless = [
  '--no-pager',
  '--no-optional-locks',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
];
const diffOptions = [
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--find-renames',
  '--unified=3',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--relative',
];

/**
 * Compares the working tree at `root` with a commit, by `git`.
 *
 * @param base a commit, branch or tag; anything that git would take for an option is refused
 * @param timeoutMs how long git may take for each of its three answers
 * @throws GraphError `git_base_unknown`, `git_missing`, `git_refused`; an AbortError when `signal`
 *   aborts
 */
export async function readGitDiff({
  base,
  ...options
}: GitOptions & { readonly base: string }): Promise<GitDiff> {
  if (base === '' || base.startsWith('-') || /[\s\0]/.test(base)) throw unknownBase(base);
  const commit = await resolveCommit(base, options);
  const [patch, untracked] = await Promise.all([
    git(['diff', ...diffOptions, commit, '--'], options),
    git(['ls-files', '--others', '--exclude-standard', '-z'], options),
  ]);
  const added = untracked.split('\0').filter((path) => path !== '');
  const changed = parsePatch(patch).flatMap(({ newPath }) => newPath ?? []);
  return {
    commit,
    patch,
    added_files: added,
    written_at: await timesOf(options.root, [...changed, ...added]),
  };
}

async function resolveCommit(base: string, options: GitOptions): Promise<string> {
  try {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`];
    return (await git(args, options)).trim();
  } catch (error) {
    // With --quiet git says nothing of a name that it does not know; all else it explains.
    if (error instanceof GraphError && isSilentRefusal(error.cause)) throw unknownBase(base);
    throw error;
  }
}

function unknownBase(base: string): GraphError {
  return new GraphError(
    'git_base_unknown',
    `"${base}" is no commit, branch or tag of this repository. Fetch it first, or name another one.`,
  );
}

function isSilentRefusal(cause: unknown): boolean {
  return (
    cause instanceof Error &&
    'code' in cause &&
    typeof cause.code === 'number' &&
    'stderr' in cause &&
    cause.stderr === ''
  );
}

async function git(
  args: readonly string[],
  { root, signal, timeoutMs = 20_000 }: GitOptions,
): Promise<string> {
  try {
    const { stdout } = await run('git', [...harmless, ...args], {
      cwd: root,
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: mostOutput,
      ...(signal === undefined ? {} : { signal }),
    });
    return stdout;
  } catch (cause) {
    signal?.throwIfAborted();
    throw explain(args[0] ?? '', cause, timeoutMs);
  }
}

function explain(command: string, cause: unknown, timeoutMs: number): GraphError {
  const failure: Partial<Record<'code' | 'stderr' | 'killed', unknown>> =
    typeof cause === 'object' && cause !== null ? cause : {};
  if (failure.code === 'ENOENT') {
    const why = 'git cannot be run, or the folder of the codebase is gone.';
    return new GraphError('git_missing', `${why} Post a patch instead.`, { cause });
  }
  const said =
    failure.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER'
      ? `it prints more than ${mostOutput / 1024 / 1024} MB`
      : failure.killed === true
        ? `it took longer than ${timeoutMs} ms`
        : String(failure.stderr ?? cause).trim();
  return new GraphError(
    'git_refused',
    `\`git ${command}\` failed in the folder of the codebase: ${said}. Post a patch instead.`,
    { cause },
  );
}

/** A file that is gone has no time. */
async function timesOf(
  root: string,
  paths: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const times = await Promise.all(
    paths.map(async (path) => {
      const time = await stat(join(root, path)).catch(ignoreMissing);
      return time === null ? [] : [[path, time.mtime.toISOString()] as const];
    }),
  );
  return Object.fromEntries(times.flat());
}

function ignoreMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
