import { serialize } from 'pg-protocol';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeTargets } from './targets.ts';
import { types, WireClient } from './wire-client.ts';

describeTargets((target) => {
  let sql: postgres.Sql;
  beforeAll(async () => {
    sql = postgres(target.url, { max: 12, onnotice: () => {} });
    await sql`create table account (id int primary key, balance int not null)`;
    await sql`create table entry (id bigint generated always as identity, note text)`;
  });
  afterAll(() => sql.end());

  test('[T1] concurrent transactions, half of them rolled back, leave only what was committed', async () => {
    await sql`truncate entry`;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        sql.begin(async (tx) => {
          await tx`insert into entry (note) values (${`first ${index}`})`;
          await tx`insert into entry (note) values (${`second ${index}`})`;
          if (index % 2 === 1) throw new Error('changed my mind');
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    const rows =
      await sql`select count(*)::int as rows, count(distinct split_part(note, ' ', 2))::int as writers from entry`;
    expect(rows[0]).toEqual({ rows: 40, writers: 20 });
  });

  test('[T2] money moved by many transactions at once is neither made nor lost', async () => {
    await sql`truncate account`;
    await sql`insert into account select id, 100 from generate_series(1, 5) as id`;
    const moves = Array.from({ length: 60 }, (_, index) => [
      (index % 5) + 1,
      ((index * 3 + 1) % 5) + 1,
    ]);
    await Promise.all(
      moves.map(([from = 1, to = 1]) =>
        sql.begin(async (tx) => {
          // One order of locks, so that a server with real concurrency has no deadlock to report.
          await tx`select from account where id in (${from}, ${to}) order by id for update`;
          await tx`update account set balance = balance - 1 where id = ${from}`;
          await tx`update account set balance = balance + 1 where id = ${to}`;
        }),
      ),
    );
    const [sum] = await sql`select sum(balance)::int as total from account`;
    expect(sum?.total).toBe(500);
  });

  test('[T3] a client that vanishes in a transaction leaves nothing of it', async () => {
    await sql`truncate entry`;
    const client = await WireClient.open(target.url);
    await client.query(`begin; insert into entry (note) values ('never')`);
    client.vanish();
    await sql.begin(async (tx) => {
      await tx`lock table entry in access exclusive mode`;
      expect(await tx`select note from entry`).toHaveLength(0);
    });
  });

  test('[T4] a client that vanishes in an unfinished pipeline leaves nothing of it', async () => {
    await sql`truncate entry`;
    const client = await WireClient.open(target.url);
    client.send(
      serialize.parse({ text: `insert into entry (note) values ('never')` }),
      serialize.bind(),
      serialize.execute(),
      serialize.flush(),
    );
    expect(types(await client.until('C'))).toBe('12C');
    client.vanish();
    await sql.begin(async (tx) => {
      await tx`lock table entry in access exclusive mode`;
      expect(await tx`select note from entry`).toHaveLength(0);
    });
  });

  test('[T4] a client that says goodbye after its last statement has it done', async () => {
    await sql`truncate entry`;
    const client = await WireClient.open(target.url);
    client.send(serialize.query(`insert into entry (note) values ('last words')`), serialize.end());
    expect(types(await client.untilClosed())).toBe('CZ');
    expect(await sql`select note from entry`).toEqual([{ note: 'last words' }]);
  });

  test('[T5] a failed transaction answers 25P02 until it is rolled back', async () => {
    const client = await WireClient.open(target.url);
    const failed = await client.query('begin; select 1/0');
    expect(types(failed)).toMatch(/^CT?EZ$/);
    expect(failed.at(-1)?.frame.toString('latin1', 5)).toBe('E');
    const refused = await client.query('select 1');
    expect(refused[0]?.frame.toString('latin1')).toContain('25P02');
    expect(types(await client.query('rollback'))).toBe('CZ');
    expect(types(await client.query('select 1'))).toBe('TDCZ');
    await client.close();
  });

  test('[T6] savepoints undo a part', async () => {
    await sql`truncate entry`;
    await sql.begin(async (tx) => {
      await tx`insert into entry (note) values ('kept')`;
      await tx
        .savepoint(async (part) => {
          await part`insert into entry (note) values ('undone')`;
          throw new Error('undo this part');
        })
        .catch(() => {});
      await tx`insert into entry (note) values ('kept too')`;
    });
    expect(await sql`select note from entry order by id`).toEqual([
      { note: 'kept' },
      { note: 'kept too' },
    ]);
  });

  test('[T7] the statements of one simple query are one transaction', async () => {
    await sql`truncate entry`;
    const client = await WireClient.open(target.url);
    await client.query(
      `insert into entry (note) values ('a'); insert into entry (note) values (1/0)`,
    );
    expect(await sql`select note from entry`).toHaveLength(0);
    await client.close();
  });
});
