import { chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  authenticate,
  type EventStore,
  eventStoreTemplate,
  mintSecret,
  openEventStore,
  revokeToken,
} from '@clew/event-store';
import { type TempDir, type TempEventsDatabase, tempDir, tempEventsDatabase } from '@clew/testing';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureFirstToken } from './first-token.ts';

let home: TempDir;
let database: TempEventsDatabase;
let events: EventStore;
let path: string;
const log: string[] = [];
const logger = pino({ level: 'info' }, { write: (line) => log.push(line) });

beforeEach(async () => {
  home = await tempDir();
  database = await tempEventsDatabase({ template: eventStoreTemplate() });
  events = await openEventStore({ url: database.url, maxConnections: 4 });
  path = join(home.path, 'token');
  log.length = 0;
});

afterEach(async () => {
  await events.close();
  await database.drop();
  await home[Symbol.asyncDispose]();
});

const start = () => ensureFirstToken({ home: home.path, events, logger });
const secret = async () => (await readFile(path, 'utf8')).trim();
const find = (one: string) => authenticate({ ctx: { events }, input: { secret: one } });

test('the first start makes a token, later ones keep it, and none is logged', async () => {
  await Promise.all([start(), start(), start()]);
  const first = await secret();
  expect(await find(first)).toMatchObject({ status: 'valid', token: { scopes: ['admin'] } });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(home.path)).toEqual(['token']);
  await start();
  expect(await secret()).toBe(first);
  const [row] = await events.sql<{ count: number }[]>`select count(*) as count from token`;
  expect(row?.count).toBe(1);
  expect(log.join('')).not.toContain(first);
});

test('a token of the file that the store does not know is registered', async () => {
  const own = mintSecret();
  await writeFile(path, own, { mode: 0o600 });
  await start();
  expect(await find(own)).toMatchObject({ status: 'valid', token: { scopes: ['admin'] } });
});

test('a token of the file that was revoked stays out', async () => {
  await start();
  const first = await secret();
  const found = await find(first);
  await revokeToken({ ctx: { events }, input: { id: found?.token.id ?? 0 } });
  await start();
  expect(await find(first)).toMatchObject({ status: 'revoked' });
  expect(log.at(-1)).toContain('lets nobody in any more');
  await rm(path);
  await start();
  expect(await find(await secret())).toMatchObject({ status: 'valid' });
});

test('without the file no second token is made while an admin token is valid', async () => {
  await start();
  await rm(path);
  await start();
  expect(await readdir(home.path)).toEqual([]);
});

test('a file that others may read is closed to them', async () => {
  await start();
  await chmod(path, 0o644);
  await start();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a file that holds something else is refused by its name and kept', async () => {
  await writeFile(path, 'hunter2');
  await expect(start()).rejects.toMatchObject({
    code: 'token_file_invalid',
    message: expect.stringContaining(path),
  });
  expect(await secret()).toBe('hunter2');
});
