import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tokenSecretSchema } from '@clew/contracts';
import {
  authenticate,
  countAdmins,
  type EventStore,
  mintSecret,
  registerToken,
} from '@clew/event-store';
import type { ApiLog } from '../api-log.ts';
import { ApiError } from '../errors/api-error.ts';

interface FirstToken {
  readonly home: string;
  readonly events: EventStore;
  readonly logger: ApiLog;
}

/**
 * Sees to it that whoever may read `CLEW_HOME` can get in: while no token with the scope `admin` is
 * valid and there is no `CLEW_HOME/token`, that file is made with a new one; and the token of the file
 * is registered when the store does not know it, as after a change of the database. The file comes
 * first, so a start that breaks off is made good by the next, and of two at once one makes the file.
 *
 * @throws ApiError `token_file_invalid` when the file holds something else.
 */
export async function ensureFirstToken({ home, events, logger }: FirstToken): Promise<void> {
  const ctx = { events };
  const path = join(home, 'token');
  let secret = await readToken(path, logger);
  if (secret === null) {
    if ((await countAdmins({ ctx })) > 0) return;
    await writeToken(path, mintSecret());
    secret = await readToken(path, logger);
    if (secret === null) throw invalid(path);
    logger.info({ path }, 'the first token was written');
  }
  const name = `token-file-${secret.slice(5, 11).replaceAll(/[^A-Za-z0-9]/g, '.')}`;
  const added = await registerToken({ ctx, input: { name, scopes: ['admin'], secret } });
  if (added !== null) return;
  const known = await authenticate({ ctx, input: { secret } });
  if (known?.status === 'valid') return;
  logger.warn({ path, status: known?.status }, 'the token in CLEW_HOME lets nobody in any more');
}

async function readToken(path: string, logger: ApiLog): Promise<string | null> {
  const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw invalid(path, error);
  });
  if (content === null) return null;
  const parsed = tokenSecretSchema.safeParse(content.trim());
  if (!parsed.success) throw invalid(path);
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
    await chmod(path, 0o600);
    logger.warn({ path }, 'others could read the token; now only its owner can');
  }
  return parsed.data;
}

/** Puts the whole file in place at once, unless another process did so before. */
async function writeToken(path: string, secret: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true });
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${secret}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
}

function invalid(path: string, cause?: unknown): ApiError {
  return new ApiError(
    'unavailable',
    'token_file_invalid',
    `${path} does not hold a token. Remove it and start again; a new one is made unless another admin token is valid.`,
    { cause },
  );
}
