import { randomUUID } from 'node:crypto';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import { afterAll, expect, test } from 'vitest';
import { tempEventsDatabase } from './events-database.ts';
import { templateDatabaseName } from './server-events-database.ts';
import { tempDir } from './temp-dir.ts';
import { tempGraphPath } from './temp-graph-path.ts';
import { markArchiveUsed, templateArchivePath, writeTemplateArchive } from './template-cache.ts';
import { testEventsUrl } from './test-events-url.ts';
import { useEventsDatabase } from './use-events-database.ts';

let prepared = 0;

const template = {
  name: `testing-self-${randomUUID().slice(0, 8)}`,
  async prepare(url: string) {
    prepared += 1;
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    await sql`create extension if not exists timescaledb`;
    await sql`
      create table note (id bigint, at timestamptz not null)
      with (tsdb.hypertable, tsdb.partition_column = 'at')`;
    await sql`select add_retention_policy('note', drop_after => interval '90 days')`;
    await sql`insert into note values (1, now())`;
    await sql.end();
  },
};

afterAll(async () => {
  await rm(templateArchivePath(template.name), { force: true });
  const server = testEventsUrl();
  if (server === undefined) return;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  const name = templateDatabaseName(template.name);
  await admin.unsafe(`alter database "${name}" is_template false`);
  await admin.unsafe(`drop database "${name}"`);
  await admin.end();
});

const shared = useEventsDatabase({ template });

test('copies of one template are independent, and it is prepared once', async () => {
  await using own = await tempEventsDatabase({ template });
  const one = postgres(shared.url, { max: 1 });
  const two = postgres(own.url, { max: 1 });
  await one`insert into note values (2, now())`;
  expect(await one`select id from note order by id`).toHaveLength(2);
  expect(await two`select id from note order by id`).toHaveLength(1);
  await Promise.all([one.end(), two.end()]);
  expect(prepared).toBe(1);
});

test('a dropped database cannot be reached, and dropping again changes nothing', async () => {
  const database = await tempEventsDatabase({ template });
  await database.drop();
  await database.drop();
  const sql = postgres(database.url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  await expect(sql`select 1`).rejects.toThrow();
  await sql.end({ timeout: 0 });
});

test('a name that could not be part of a path is refused', async () => {
  const bad = { name: '../elsewhere', prepare: async () => {} };
  await expect(tempEventsDatabase({ template: bad })).rejects.toThrow('must be 1 to 40');
});

test('archives that are written at once do not mix', async () => {
  await using folder = await tempDir();
  const path = `${folder.path}/sub/archive.tar`;
  const contents = Array.from({ length: 8 }, (_, index) => `${index}`.repeat(200_000));
  await Promise.all(contents.map((content) => writeTemplateArchive(path, new Blob([content]))));
  expect(await readdir(`${folder.path}/sub`)).toEqual(['archive.tar']);
  expect(templateArchivePath('x')).not.toBe(templateArchivePath('y'));
});

test('an archive that nobody has used for long goes when another is written', async () => {
  await using folder = await tempDir();
  const [old, recent, written] = ['old.tar', 'recent.tar', 'written.tar'].map((name) =>
    join(folder.path, name),
  ) as [string, string, string];
  await writeTemplateArchive(old, new Blob(['old']));
  await writeTemplateArchive(recent, new Blob(['recent']));
  const longAgo = new Date(Date.now() - 30 * 24 * 3_600_000);
  await utimes(old, longAgo, longAgo);
  await utimes(recent, longAgo, longAgo);
  await markArchiveUsed(recent);
  await writeTemplateArchive(written, new Blob(['written']));
  expect((await readdir(folder.path)).sort()).toEqual(['recent.tar', 'written.tar']);
  expect((await stat(recent)).mtimeMs).toBeGreaterThan(longAgo.getTime());
});

test('a graph path is new each time and goes with its folder', async () => {
  let path: string;
  {
    await using graph = await tempGraphPath();
    path = graph.path;
    expect(await readdir(dirname(path))).toEqual([]);
  }
  await expect(readdir(dirname(path))).rejects.toMatchObject({ code: 'ENOENT' });
});
