import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { eventStoreTemplate } from '@clew/event-store';
import { type TempDir, type TempEventsDatabase, tempDir, tempEventsDatabase } from '@clew/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApiProcess } from './app-process.ts';

let home: TempDir;
let database: TempEventsDatabase;
let settings: Readonly<Record<string, string>>;

beforeAll(async () => {
  home = await tempDir();
  database = await tempEventsDatabase({ template: eventStoreTemplate() });
  settings = {
    CLEW_HOME: home.path,
    CLEW_EVENTS_URL: database.url,
    CLEW_API_PORT: String(await freePort()),
  };
});

afterAll(async () => {
  await database.drop();
  await home[Symbol.asyncDispose]();
});

async function listening(): Promise<Server> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function freePort(): Promise<number> {
  const server = await listening();
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'it says where it is ready, and ends cleanly on %s',
  async (signal) => {
    const api = startApiProcess(settings);
    const url = await api.ready();
    expect(url).toBe(`http://127.0.0.1:${settings.CLEW_API_PORT}`);
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    api.child.kill(signal);
    expect(await api.exit()).toBe(0);
  },
);

test('it ends although a client keeps a request open', async () => {
  const api = startApiProcess(settings);
  const url = new URL((await api.ready()) ?? '');
  const client = connect(Number(url.port), url.hostname);
  await once(client, 'connect');
  const token = (await readFile(join(home.path, 'token'), 'utf8')).trim();
  client.write(
    `POST /api/v1/events HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`,
  );
  const closed = once(client, 'close');
  client.on('error', () => undefined);
  api.child.kill('SIGTERM');
  expect(await api.exit()).toBe(0);
  await closed;
});

test('a busy port is named, with the setting that changes it', async () => {
  const other = await listening();
  const { port } = other.address() as AddressInfo;
  const api = startApiProcess({ ...settings, CLEW_API_PORT: String(port) });
  expect(await api.exit()).toBe(1);
  const { stderr } = api.output();
  expect(stderr).toContain(String(port));
  expect(stderr).toContain('CLEW_API_PORT');
  expect(stderr).not.toMatch(/\n\s+at /);
  other.close();
});

test('an address that is not of this machine is refused by name', async () => {
  const api = startApiProcess({ ...settings, CLEW_API_HOST: '203.0.113.7' });
  expect(await api.exit()).toBe(1);
  expect(api.output().stderr).toContain('CLEW_API_HOST');
});

test('every wrong setting is listed at once', async () => {
  const api = startApiProcess({ CLEW_API_PORT: '0', CLEW_EVENTS_URL: 'mysql://x' });
  expect(await api.exit()).toBe(1);
  expect(api.output().stderr).toMatch(
    /CLEW_API_PORT[\s\S]*CLEW_EVENTS_URL|CLEW_EVENTS_URL[\s\S]*CLEW_API_PORT/,
  );
});

test('a server that nobody answers on is named, without its password', async () => {
  const port = await freePort();
  const api = startApiProcess({
    ...settings,
    CLEW_EVENTS_URL: `postgres://clew:s3cret@127.0.0.1:${port}/clew`,
  });
  expect(await api.exit()).toBe(1);
  expect(api.output().stderr).toContain(String(port));
  expect(api.output().stderr).not.toContain('s3cret');
});

test('without any event store it says how to start one', async () => {
  const { CLEW_EVENTS_URL: _, ...embedded } = settings;
  const api = startApiProcess(embedded);
  expect(await api.exit()).toBe(1);
  expect(api.output().stderr).toContain('pnpm dev');
});
