import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { locateEmbeddedTimescale, startEmbeddedTimescale } from '@clew/embedded-timescale';
import type { MigrateConfig } from '../config.ts';

/** Which event store is meant, in words; for embedded ones the folder, never a port of the moment. */
export function describeEvents(config: MigrateConfig): string {
  if (config.eventsUrl === null) return `embedded in ${config.eventsDir}`;
  const url = new URL(config.eventsUrl);
  return `${url.hostname}:${url.port === '' ? '5432' : url.port}${url.pathname}`;
}

/**
 * Runs work on the event store: the server of the settings, or the embedded store, through the
 * process that has it open, or else in this one for as long as the work takes.
 */
export async function withEvents<T>(
  config: MigrateConfig,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const url = await findServer(config);
  return url === null ? withEmbedded(config.eventsDir, work) : work(url);
}

/**
 * Runs work that only looks. Starting an embedded store writes to its folder, so where none is
 * running the work sees a copy, or, where there is no store yet, an empty one in memory.
 */
export async function withEventsToRead<T>(
  config: MigrateConfig,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const url = await findServer(config);
  if (url !== null) return work(url);
  if (!(await isStore(config.eventsDir))) return withEmbedded('memory', work);
  const folder = await mkdtemp(join(tmpdir(), 'clew-events-'));
  try {
    const copy = join(folder, 'events');
    await cp(config.eventsDir, copy, {
      recursive: true,
      filter: (path) => !isLock(basename(path)),
    });
    return await withEmbedded(copy, work);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Runs work on an empty store in memory. */
export function withEmptyEvents<T>(work: (url: string) => Promise<T>): Promise<T> {
  return withEmbedded('memory', work);
}

async function findServer(config: MigrateConfig): Promise<string | null> {
  return config.eventsUrl ?? (await locateEmbeddedTimescale(config.eventsDir));
}

async function withEmbedded<T>(dataDir: string, work: (url: string) => Promise<T>): Promise<T> {
  const store = await startEmbeddedTimescale({ dataDir, jobs: 'off' });
  try {
    return await work(store.url);
  } finally {
    await store.stop();
  }
}

/** Whether the folder holds anything but the locks of who used it. */
async function isStore(dataDir: string): Promise<boolean> {
  try {
    return (await readdir(dataDir)).some((name) => !isLock(name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

function isLock(name: string): boolean {
  return name.startsWith('owner.lock');
}
