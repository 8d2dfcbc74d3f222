import { fork } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findOwner, lockDataDirectory } from './data-directory-lock.ts';
import { formatLockRecord } from './lock-record.ts';
import { isAlive, thisProcess } from './process-identity.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clew-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A process that has ended. */
async function deadPid(): Promise<number> {
  const child = fork('-e', ['']);
  const { pid } = child;
  await new Promise((resolve) => child.once('close', resolve));
  if (pid === undefined) throw new Error('no process was started');
  return pid;
}

async function leaveStaleLock(pid: number, startedAt: string | null = null): Promise<void> {
  await writeFile(
    join(folder, 'owner.lock'),
    formatLockRecord({ pid, startedAt, token: 'stale', url: null }),
  );
}

test('[O1] one owner; the next one when it has released', async () => {
  const first = await lockDataDirectory(folder);
  await expect(lockDataDirectory(folder)).rejects.toMatchObject({
    code: 'data_directory_locked',
    message: expect.stringContaining(`${process.pid}`),
  });
  await first.publish('postgres://somewhere');
  expect((await findOwner(folder))?.url).toBe('postgres://somewhere');
  await expect(lockDataDirectory(folder)).rejects.toThrow('postgres://somewhere');
  await first.release();
  expect(await findOwner(folder)).toBeNull();
  const second = await lockDataDirectory(folder);
  await second.release();
  expect(await readdir(folder)).toEqual([]);
});

test('[O2] the lock of a process that is dead is taken over', async () => {
  await leaveStaleLock(await deadPid());
  expect(await findOwner(folder)).toBeNull();
  const lock = await lockDataDirectory(folder);
  expect((await findOwner(folder))?.pid).toBe(process.pid);
  await lock.release();
  expect(await readdir(folder)).toEqual([]);
});

test('[O2] a process that only has the pid of the owner is not mistaken for it', async () => {
  const { pid, startedAt } = thisProcess();
  expect(isAlive({ pid, startedAt })).toBe(true);
  expect(isAlive({ pid, startedAt: startedAt === null ? null : `${startedAt}0` })).toBe(
    startedAt === null,
  );
  await leaveStaleLock(pid, startedAt === null ? null : `${startedAt}0`);
  expect(await findOwner(folder)).toEqual(startedAt === null ? expect.anything() : null);
});

test('[O3] of many processes that find a stale lock at once, one gets it', async () => {
  await leaveStaleLock(await deadPid());
  const contender = new URL('../../conformance/embedded/lock-contender.ts', import.meta.url);
  const children = Array.from({ length: 8 }, () =>
    fork(contender, [folder], { execArgv: ['--conditions=source', '--import', 'tsx'] }),
  );
  const next = (child: (typeof children)[number]) =>
    new Promise<string>((resolve) => child.once('message', (message) => resolve(String(message))));
  // All are up before any of them begins.
  await Promise.all(children.map(next));
  const answers = children.map(next);
  for (const child of children) child.send('begin');
  const outcomes = await Promise.all(answers);
  expect(outcomes.filter((outcome) => outcome === 'owner')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'data_directory_locked')).toHaveLength(7);
  expect(await readdir(folder)).toEqual(['owner.lock']);
  await Promise.all(
    children.map((child) => {
      child.send('end');
      return new Promise((resolve) => child.once('close', resolve));
    }),
  );
});

test('[O4] a successor that was killed while it took over is followed by the next', async () => {
  const dead = await deadPid();
  await leaveStaleLock(dead);
  await writeFile(
    join(folder, 'owner.lock.after-stale'),
    formatLockRecord({ pid: dead, startedAt: null, token: 'second', url: null }),
  );
  const lock = await lockDataDirectory(folder);
  expect(await readdir(folder)).toEqual(['owner.lock']);
  await lock.release();
});

test('[O5] a file that is no lock is refused, and stays', async () => {
  await writeFile(join(folder, 'owner.lock'), 'something else');
  await expect(lockDataDirectory(folder)).rejects.toThrow('is not a lock file');
  expect(await readFile(join(folder, 'owner.lock'), 'utf8')).toBe('something else');
});
