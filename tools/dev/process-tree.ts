import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The ids of all processes that descend from `root`, parents before children; not `root` itself. */
export async function descendantsOf(root: number): Promise<readonly number[]> {
  const parents = process.platform === 'linux' ? await parentsFromProc() : await parentsFromPs();
  const found: number[] = [];
  const open = [root];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    for (const [child, parent] of parents) {
      if (parent === id) {
        found.push(child);
        open.push(child);
      }
    }
  }
  return found;
}

/**
 * Ends `root` and everything that descends from it: first a SIGTERM to `root` alone, which passes it
 * on in its own order; what still lives after `graceMs` is killed by id. On Windows, where no
 * process can be asked to end, the tree is ended at once.
 */
export async function stopProcessTree(root: number, graceMs: number): Promise<void> {
  if (process.platform === 'win32') {
    await run('taskkill', ['/pid', String(root), '/t', '/f']).catch(() => {
      // It fails when the tree ended by itself in the meantime, which is what is wanted.
    });
    return;
  }
  // A process whose parent has died is no longer found below `root`, so remember who belonged to it.
  const members = new Set([root, ...(await descendantsOf(root))]);
  signal(root, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (Date.now() < deadline && [...members].some(isAlive)) {
    for (const id of await descendantsOf(root)) members.add(id);
    await wait(25);
  }
  for (const id of members) signal(id, 'SIGKILL');
}

/** Whether a process with this id exists and has not ended yet. */
export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return !isZombie(id);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** It has ended, and its parent has not asked how: an init process that never asks is not rare. */
function isZombie(id: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return stateAndParent(readFileSync(`/proc/${id}/stat`, 'utf8')).state === 'Z';
  } catch {
    return false; // Gone since.
  }
}

/** Reads `pid (name) state ppid …`; the name may hold blanks and parentheses. */
export function stateAndParent(stat: string): { readonly state: string; readonly parent: number } {
  const [state = '', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state, parent: Number(parent) };
}

function signal(id: number, name: NodeJS.Signals): void {
  try {
    process.kill(id, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function parentsFromProc(): Promise<ReadonlyMap<number, number>> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const rows = await Promise.all(
    ids.map(async (id) => {
      const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => null);
      if (stat === null) return null;
      const { state, parent } = stateAndParent(stat);
      return state === 'Z' ? null : ([Number(id), parent] as const);
    }),
  );
  return new Map(rows.filter((row) => row !== null));
}

async function parentsFromPs(): Promise<ReadonlyMap<number, number>> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  return new Map(
    stdout
      .trim()
      .split('\n')
      .map((line) => {
        const [id, parent] = line.trim().split(/\s+/).map(Number);
        return [id ?? 0, parent ?? 0] as const;
      }),
  );
}
