import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { locateEmbeddedTimescale, startEmbeddedTimescale } from '../../src/index.ts';
import { type ChildStore, runStore, startStore } from './child-store.ts';

/** A store that was made and stopped: copies of it start faster than new ones. */
let made: string;
let folder: string;
let running: ChildStore[];

beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'clew-embedded-'));
  await using _store = await startEmbeddedTimescale({ dataDir: made });
});

afterAll(() => rm(made, { recursive: true, force: true }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clew-embedded-'));
  running = [];
});

afterEach(async () => {
  for (const { process } of running) process.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  await rm(folder, { recursive: true, force: true });
});

async function start(...args: readonly string[]): Promise<ChildStore> {
  await cp(made, folder, { recursive: true, force: false });
  const store = await startStore(['--data-dir', folder, '--port', '0', ...args]);
  running.push(store);
  return store;
}

async function withSql<Result>(
  url: string,
  work: (sql: postgres.Sql) => Promise<Result>,
): Promise<Result> {
  const sql = postgres(url, { max: 8, onnotice: () => {}, connect_timeout: 10 });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 0 });
  }
}

test('[R1] killed with -9 under load, again and again, it keeps every row that it acknowledged', async () => {
  const acknowledged: number[] = [];
  let next = 0;
  for (const round of [1, 2]) {
    const store = await start();
    await withSql(store.url, async (sql) => {
      await sql`create extension if not exists timescaledb`;
      await sql`
        create table if not exists written (id int not null, at timestamptz not null default now())
        with (tsdb.hypertable, tsdb.partition_column = 'at')`;
      const stored = new Set((await sql`select id from written`).map(({ id }) => Number(id)));
      expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);

      const goal = acknowledged.length + 200 * round;
      let enough: () => void = () => {};
      const reached = new Promise<void>((resolve) => {
        enough = resolve;
      });
      const writer = async () => {
        for (;;) {
          next += 1;
          const id = next;
          await sql`insert into written (id) values (${id})`;
          acknowledged.push(id);
          if (acknowledged.length >= goal) enough();
        }
      };
      const writers = Array.from({ length: 8 }, () => writer().catch(() => {}));
      await reached;
      store.process.kill('SIGKILL');
      await store.ended;
      await sql.end({ timeout: 0 });
      await Promise.all(writers);
    });
  }
  const store = await start();
  const rows = await withSql(store.url, (sql) => sql`select id from written`);
  const stored = new Set(rows.map(({ id }) => Number(id)));
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
});

test('[R2] a second process is refused with the pid and the folder of the first', async () => {
  const first = await start();
  const second = await runStore(['--data-dir', folder, '--port', '0']);
  expect(second.code).toBe(1);
  expect(second.stderr).toContain(`process ${first.pid}`);
  expect(second.stderr).toContain(folder);
  expect(second.stderr).toContain(first.url);
  expect(await withSql(first.url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
});

test('[R2] a second start in the same process is refused, too', async () => {
  await cp(made, folder, { recursive: true });
  await using _first = await startEmbeddedTimescale({ dataDir: folder });
  await expect(startEmbeddedTimescale({ dataDir: folder })).rejects.toMatchObject({
    code: 'data_directory_locked',
  });
});

test('[R3] others find the live owner, and nobody once it is gone, however it went', async () => {
  expect(await locateEmbeddedTimescale(folder)).toBeNull();
  const first = await start();
  expect(await locateEmbeddedTimescale(folder)).toBe(first.url);
  first.process.kill('SIGKILL');
  await first.ended;
  expect(await locateEmbeddedTimescale(folder)).toBeNull();
  const second = await start();
  expect(await locateEmbeddedTimescale(folder)).toBe(second.url);
  second.process.kill('SIGTERM');
  await second.ended;
  expect(await locateEmbeddedTimescale(folder)).toBeNull();
});

test('[R4] SIGTERM stops it with everything stored', async () => {
  const first = await start();
  await withSql(first.url, (sql) => sql`create table kept as select 1 as id`);
  first.process.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(await readdir(folder)).toEqual(['pgdata']);
  const second = await start();
  expect(await withSql(second.url, (sql) => sql`select id from kept`)).toEqual([{ id: 1 }]);
  second.process.kill('SIGINT');
  expect(await second.ended).toBe(0);
});

test('[R4] it stops when its standard input closes, if told so', async () => {
  const store = await start('--stop-with-stdin');
  store.process.stdin?.end();
  expect(await store.ended).toBe(0);
});

test('[R5] a busy port is reported by number and by the setting that changes it', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const { port } = blocker.address() as { port: number };
  const refused = await runStore(['--data-dir', folder, '--port', `${port}`]);
  blocker.close();
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(`Port ${port}`);
  expect(refused.stderr).toContain('CLEW_EVENTS_PORT');
  expect(await readdir(folder)).toEqual([]);
});

test('[R6] a folder of something else is refused and left as it was', async () => {
  await mkdir(join(folder, 'pgdata'));
  await writeFile(join(folder, 'pgdata', 'thesis.txt'), 'precious');
  await expect(startEmbeddedTimescale({ dataDir: folder })).rejects.toMatchObject({
    code: 'data_directory_invalid',
  });
  expect(await readdir(folder)).toEqual(['pgdata']);
  expect(await readdir(join(folder, 'pgdata'))).toEqual(['thesis.txt']);
});

test('[R7] every wrong argument is named at once', async () => {
  const refused = await runStore(['--port', '70000', '--jobs', 'sometimes']);
  expect(refused.code).toBe(2);
  for (const word of ['--data-dir', '--port', '70000', '--jobs', 'sometimes']) {
    expect(refused.stderr).toContain(word);
  }
});
