import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { isAlive, stateAndParent } from './process-tree.ts';

const run = promisify(execFile);

const watchMs = 500;

const packageManager = /(^|[\s/])(npx|npm|pnpm)(-cli)?(\.c?js)?([\s@]|$)/;
const shellLine = /^(\S*\/)?(sh|dash|bash|zsh) -c /;

interface Ancestor {
  readonly id: number;
  readonly command: string;
}

/**
 * Of the ancestors of a process, nearest first, those that are the command that a user typed: package
 * managers, and the shells between them. `npx pnpm dev` is four processes, and not each of them
 * hands on the signal that ends it.
 */
export function launchersAmong(ancestors: readonly Ancestor[]): readonly number[] {
  const end = ancestors.findIndex(
    ({ command }) => !packageManager.test(command) && !shellLine.test(command),
  );
  const chain = end === -1 ? ancestors : ancestors.slice(0, end);
  const last = chain.findLastIndex(
    ({ command }) => packageManager.test(command) && !shellLine.test(command),
  );
  return chain.slice(0, last + 1).map(({ id }) => id);
}

/** Calls back once when one of the processes that this one was started through is gone. */
export async function watchLaunchers(onGone: () => void): Promise<void> {
  if (process.platform === 'win32') return;
  const ids = launchersAmong(await ancestorsOf(process.pid));
  const timer = setInterval(() => {
    if (ids.every(isAlive)) return;
    clearInterval(timer);
    onGone();
  }, watchMs);
  timer.unref();
}

async function ancestorsOf(id: number): Promise<readonly Ancestor[]> {
  const found: Ancestor[] = [];
  for (let next = (await read(id))?.parent; next !== undefined && next > 1; ) {
    const ancestor = await read(next);
    if (ancestor === null) break;
    found.push({ id: next, command: ancestor.command });
    next = ancestor.parent;
  }
  return found;
}

async function read(
  id: number,
): Promise<{ readonly parent: number; readonly command: string } | null> {
  try {
    if (process.platform === 'linux') {
      const { parent } = stateAndParent(await readFile(`/proc/${id}/stat`, 'utf8'));
      const line = await readFile(`/proc/${id}/cmdline`, 'utf8');
      return { parent, command: line.replaceAll('\0', ' ').trim() };
    }
    const { stdout } = await run('ps', ['-o', 'ppid=,command=', '-p', String(id)]);
    const [, parent, command = ''] = /^\s*(\d+)\s+(.*)$/m.exec(stdout) ?? [];
    return { parent: Number(parent), command };
  } catch {
    return null; // Gone, or not ours to look at: the chain ends here.
  }
}
