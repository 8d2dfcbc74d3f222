import postgres from 'postgres';
import { expect, test } from 'vitest';
import { tempEventsDatabase } from './events-database.ts';

const template = {
  name: 'testing-self-1',
  async prepare(url: string) {
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    await sql`create extension if not exists timescaledb`;
    await sql`create table note (id bigint, at timestamptz not null) with (tsdb.hypertable, tsdb.partition_column = 'at')`;
    await sql`insert into note values (1, now())`;
    await sql.end();
  },
};

test('copies of one template are independent', async () => {
  await using first = await tempEventsDatabase({ template });
  await using second = await tempEventsDatabase({ template });
  const one = postgres(first.url, { max: 1 });
  const two = postgres(second.url, { max: 1 });
  await one`insert into note values (2, now())`;
  expect(await one`select id from note order by id`).toHaveLength(2);
  expect(await two`select id from note order by id`).toHaveLength(1);
  await Promise.all([one.end(), two.end()]);
});
