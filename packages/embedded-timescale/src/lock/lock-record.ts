import { readFile } from 'node:fs/promises';
import type { ProcessIdentity } from './process-identity.ts';

/** What the lock file says about the owner of a data directory. */
export interface LockRecord extends ProcessIdentity {
  /** Different in every lock that was ever taken, so that no two are mistaken for each other. */
  readonly token: string;
  /** Where the owner serves clients; null until it does. */
  readonly url: string | null;
}

export function formatLockRecord(record: LockRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/** The record in this file; null when there is no such file. @throws Error when it is not a record */
export async function readLockRecord(path: string): Promise<LockRecord | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return parse(text, path);
}

function parse(text: string, path: string): LockRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw notARecord(path, cause);
  }
  if (typeof value !== 'object' || value === null) throw notARecord(path);
  const { pid, startedAt, token, url } = value as Readonly<Record<string, unknown>>;
  if (typeof pid !== 'number' || typeof token !== 'string' || !/^[\w-]+$/.test(token)) {
    throw notARecord(path);
  }
  return {
    pid,
    token,
    startedAt: typeof startedAt === 'string' ? startedAt : null,
    url: typeof url === 'string' ? url : null,
  };
}

function notARecord(path: string, cause?: unknown): Error {
  return new Error(
    `${path} is not a lock file of the embedded TimescaleDB. If no process uses the folder, remove that file.`,
    { cause },
  );
}
