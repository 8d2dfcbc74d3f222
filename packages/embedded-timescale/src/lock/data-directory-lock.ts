import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { EmbeddedTimescaleError } from '../errors.ts';
import { formatLockRecord, type LockRecord, readLockRecord } from './lock-record.ts';
import { isAlive, thisProcess } from './process-identity.ts';

/*
 * One process at a time may open a data directory, and a process that was killed must not keep it
 * locked. Removing a stale lock and making a new one are two steps, between which two processes
 * could each remove the other's; so nobody ever removes a lock to take it.
 *
 *   owner.lock                  who owns the folder
 *   owner.lock.after-<token>    who follows the owner of that token, should it be dead
 *
 * Files are made complete and put in place by link(2), which fails when the name exists: of all
 * processes that find the same dead owner, one makes its successor file. It then renames that file
 * over owner.lock, which is atomic too. Should it be killed between the two steps, its successor
 * file names a dead process in turn, and has a token to follow.
 *
 * A process that looked at owner.lock before such a rename and links after it gets a successor file
 * of an owner that no longer counts. It therefore looks again: only if owner.lock has not changed
 * does it own the folder.
 */
const HEAD = 'owner.lock';

export interface DataDirectoryLock {
  /** Lets others know where this process serves clients. */
  publish(url: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Makes this process the owner of the folder, which is made when it is missing.
 *
 * @throws EmbeddedTimescaleError `data_directory_locked` that names the owner
 */
export async function lockDataDirectory(dataDir: string): Promise<DataDirectoryLock> {
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true });
  const head = join(folder, HEAD);
  const record: LockRecord = {
    ...thisProcess(),
    token: randomBytes(12).toString('base64url'),
    url: null,
  };
  const draft = join(folder, `${HEAD}.draft-${record.token}`);
  await writeFile(draft, formatLockRecord(record), { mode: 0o600 });
  try {
    await takeOver({ folder, head, draft });
  } finally {
    await rm(draft, { force: true });
  }
  await removeLeftovers(folder);
  return {
    async publish(url) {
      await writeFile(draft, formatLockRecord({ ...record, url }), { mode: 0o600 });
      await rename(draft, head);
    },
    async release() {
      const current = await readLockRecord(head);
      if (current?.token === record.token) await rm(head, { force: true });
    },
  };
}

/** The live owner of the folder, or null. */
export async function findOwner(dataDir: string): Promise<LockRecord | null> {
  const folder = resolve(dataDir);
  let record = await readLockRecord(join(folder, HEAD));
  while (record !== null && !isAlive(record)) {
    record = await readLockRecord(successorPath(folder, record));
  }
  return record;
}

async function takeOver({
  folder,
  head,
  draft,
}: {
  readonly folder: string;
  readonly head: string;
  readonly draft: string;
}): Promise<void> {
  for (;;) {
    if (await linked(draft, head)) return;
    const first = await readLockRecord(head);
    if (first === null) continue;
    let owner = first;
    for (;;) {
      if (isAlive(owner)) throw lockedBy(owner, folder);
      const path = successorPath(folder, owner);
      if (await linked(draft, path)) {
        const unchanged = (await readLockRecord(head))?.token === first.token;
        if (unchanged) {
          await rename(path, head);
          return;
        }
        await rm(path, { force: true });
        break;
      }
      const successor = await readLockRecord(path);
      if (successor === null) break;
      owner = successor;
    }
  }
}

/** Of the processes that were killed while they took over. Only the owner removes them. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${HEAD}.after-`)) await rm(join(folder, name), { force: true });
  }
}

function successorPath(folder: string, { token }: LockRecord): string {
  return join(folder, `${HEAD}.after-${token}`);
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function lockedBy({ pid, url }: LockRecord, folder: string): EmbeddedTimescaleError {
  const where = url === null ? 'which is starting' : `which serves it at ${url}`;
  return new EmbeddedTimescaleError(
    'data_directory_locked',
    `The data directory ${folder} is in use by process ${pid}, ${where}. Connect to that one, stop it, or choose another data directory.`,
  );
}
