import { createHash } from 'node:crypto';
import { serialize } from 'pg-protocol';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeTargets } from './targets.ts';
import { types, WireClient } from './wire-client.ts';

describeTargets((target) => {
  let sql: postgres.Sql;
  beforeAll(() => {
    sql = postgres(target.url, { max: 10, onnotice: () => {} });
  });
  afterAll(() => sql.end());

  test('[V1] 2,000 single inserts at once are 2,000 rows', async () => {
    await sql`create table hit (id int primary key)`;
    await Promise.all(Array.from({ length: 2000 }, (_, id) => sql`insert into hit values (${id})`));
    const [row] = await sql`select count(*)::int as rows, sum(id)::int as sum from hit`;
    expect(row).toEqual({ rows: 2000, sum: 1_999_000 });
  });

  test('[V2] an answer of 10 MB arrives whole', async () => {
    const rows = await sql`
      select id, repeat(md5(id::text), 32) as body from generate_series(1, 10000) as id`;
    const expected = createHash('sha256');
    const received = createHash('sha256');
    for (let id = 1; id <= 10_000; id += 1) {
      expected.update(createHash('md5').update(`${id}`).digest('hex').repeat(32));
      received.update(String(rows[id - 1]?.body));
    }
    expect(received.digest('hex')).toBe(expected.digest('hex'));
  });

  test('[V2] answers of little more than a megabyte arrive whole, one after the other', async () => {
    // Whether the network takes such an answer all at once is chance: many of them meet both cases.
    for (let more = 1; more <= 40; more += 1) {
      const length = 1_048_576 + more;
      const [row] = await sql`select repeat('x', ${length}::int) as body`;
      expect(String(row?.body).length).toBe(length);
    }
  });

  test('[V3] a parameter of 20 MB arrives whole', async () => {
    const body = '0123456789abcdef'.repeat(1_310_720);
    const [row] = await sql`select length(${body}::text) as length, md5(${body}::text) as md5`;
    expect(row).toEqual({
      length: body.length,
      md5: createHash('md5').update(body).digest('hex'),
    });
  });

  test('[V4] binary parameters and results', async () => {
    const client = await WireClient.open(target.url);
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    client.send(
      serialize.parse({ text: 'select $1::bytea, 7::int4' }),
      serialize.bind({ values: [bytes], binary: true }),
      serialize.execute(),
      serialize.sync(),
    );
    const row = (await client.until('Z')).find(({ type }) => type === 'D')?.frame;
    expect(row?.subarray(11, 267)).toEqual(bytes);
    expect(row?.readInt32BE(271)).toBe(7);
    await client.close();
  });

  test('[V5] many connections take turns', async () => {
    const clients = await Promise.all(
      Array.from({ length: target.kind === 'embedded' ? 200 : 80 }, () =>
        WireClient.open(target.url),
      ),
    );
    await Promise.all(
      clients.map(async (client, index) => {
        await client.query('begin');
        const answer = await client.query(`select ${index} as mine`);
        expect(answer.find(({ type }) => type === 'D')?.frame.toString('latin1')).toContain(
          `${index}`,
        );
        await client.query('commit');
      }),
    );
    await Promise.all(clients.map((client) => client.close()));
  });

  test('[V6] a client that pipelines without pause does not keep others out', async () => {
    await sql`create table tick (id int)`;
    const greedy = await WireClient.open(target.url);
    const other = await WireClient.open(target.url);
    const count = 3000;
    greedy.send(
      ...Array.from({ length: count }, (_, id) =>
        serialize.query(`insert into tick values (${id})`),
      ),
    );
    await greedy.until('Z');
    const answer = await other.query('select count(*) from tick');
    expect(types(answer)).toBe('TDCZ');
    const seen = Number(answer[1]?.frame.toString('latin1', 11));
    expect(seen).toBeLessThan(count);
    await greedy.until('Z', count - 1);
    expect(await sql`select count(*)::int from tick`).toEqual([{ count }]);
    await Promise.all([greedy.close(), other.close()]);
  });
});
