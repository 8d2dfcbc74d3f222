import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeTargets } from './targets.ts';

describeTargets((target) => {
  let sql: postgres.Sql;

  /** Rows of the continuous aggregate. */
  const hourly = () => sql`select sum(readings)::int as readings from reading_hourly`;

  beforeAll(async () => {
    sql = postgres(target.url, { max: 2, onnotice: () => {} });
    await sql`
      create table reading (
        at timestamptz not null,
        device text not null,
        value double precision
      ) with (tsdb.hypertable, tsdb.partition_column = 'at', tsdb.chunk_interval = '1 day',
              tsdb.segmentby = 'device', tsdb.orderby = 'at desc')`;
    await sql`
      insert into reading
      select at, 'device ' || device, extract(epoch from at)::bigint % 1000
      from generate_series(timestamptz '2026-01-01 00:00+00', '2026-01-10 23:50+00', '10 minutes') as at,
        generate_series(1, 4) as device`;
  });
  afterAll(() => sql.end());

  test('[D1] a hypertable has a chunk a day', async () => {
    const [row] = await sql`
      select count(*)::int as chunks from timescaledb_information.chunks where hypertable_name = 'reading'`;
    expect(row?.chunks).toBe(10);
  });

  test('[D2] a compressed chunk answers the same and is smaller', async () => {
    const before =
      await sql`select device, sum(value) as sum from reading group by device order by device`;
    const compressed = await sql`
      select compress_chunk(chunk) from show_chunks('reading', older_than => timestamptz '2026-01-08 00:00+00') as chunk`;
    expect(compressed).toHaveLength(7);
    const after =
      await sql`select device, sum(value) as sum from reading group by device order by device`;
    expect(after).toEqual(before);
    const [size] = await sql`
      select sum(before_compression_total_bytes)::float8 / sum(after_compression_total_bytes)::float8 as ratio
      from chunk_compression_stats('reading') where compression_status = 'Compressed'`;
    expect(size?.ratio).toBeGreaterThan(1);
  });

  test('[D3] a row can be inserted into, updated in and deleted from a compressed chunk', async () => {
    await sql`insert into reading values ('2026-01-02 00:05+00', 'late', 1)`;
    await sql`update reading set value = 2 where device = 'late' and at = '2026-01-02 00:05+00'`;
    expect(await sql`select value from reading where device = 'late'`).toEqual([{ value: 2 }]);
    await sql`delete from reading where device = 'late' and at = '2026-01-02 00:05+00'`;
    expect(await sql`select value from reading where device = 'late'`).toEqual([]);
  });

  test('[D4] a continuous aggregate, real-time above what was refreshed', async () => {
    await sql`
      create materialized view reading_hourly
      with (timescaledb.continuous, timescaledb.materialized_only = false) as
      select time_bucket('1 hour', at) as bucket, device, count(*) as readings
      from reading group by bucket, device
      with no data`;
    const [all] = await sql`select count(*)::int as readings from reading`;
    expect(await hourly()).toEqual([all]);
    await sql`call refresh_continuous_aggregate('reading_hourly', null, '2026-01-09 00:00+00')`;
    expect(await hourly()).toEqual([all]);
    await sql`insert into reading values ('2026-01-10 23:55+00', 'device 1', 1)`;
    expect(await hourly()).toEqual([{ readings: Number(all?.readings) + 1 }]);
  });

  test('[D5] an aggregate of the aggregate', async () => {
    await sql`
      create materialized view reading_daily
      with (timescaledb.continuous, timescaledb.materialized_only = false) as
      select time_bucket('1 day', bucket) as day, sum(readings) as readings
      from reading_hourly group by day
      with no data`;
    await sql`call refresh_continuous_aggregate('reading_daily', null, null)`;
    const [row] =
      await sql`select readings::int from reading_daily where day = '2026-01-05 00:00+00'`;
    expect(row?.readings).toBe(4 * 24 * 6);
  });

  test('[D6] gaps are filled and values carried forward', async () => {
    const rows = await sql`
      select time_bucket_gapfill('1 hour', at) as bucket, locf(avg(value)) as value
      from reading
      where at >= '2026-01-10 22:00+00' and at < '2026-01-11 03:00+00' and device = 'device 2'
      group by bucket order by bucket`;
    expect(rows).toHaveLength(5);
    expect(rows[4]?.value).toBe(rows[1]?.value);
  });

  test('[D7] policies can be added, and retention drops whole chunks', async () => {
    await sql`call remove_columnstore_policy('reading', if_exists => true)`;
    await sql`call add_columnstore_policy('reading', after => interval '7 days')`;
    await sql`select add_retention_policy('reading', drop_after => interval '90 days')`;
    const jobs = await sql`
      select proc_name from timescaledb_information.jobs where hypertable_name = 'reading' order by proc_name`;
    expect(jobs.map(({ proc_name }) => proc_name)).toEqual([
      'policy_compression',
      'policy_retention',
    ]);
    const dropped =
      await sql`select drop_chunks('reading', older_than => timestamptz '2026-01-03 00:00+00')`;
    expect(dropped).toHaveLength(2);
    const [row] = await sql`select min(at) as first from reading`;
    expect(row?.first).toEqual(new Date('2026-01-03T00:00:00Z'));
  });

  test('[D8] statement triggers with transition tables see every row of a hypertable insert', async () => {
    await sql`create table seen (rows bigint)`;
    await sql`
      create function see() returns trigger language plpgsql as $$
      begin insert into seen select count(*) from added; return null; end $$`;
    await sql`
      create trigger see after insert on reading
      referencing new table as added for each statement execute function see()`;
    await sql`insert into reading select '2026-01-10 12:00+00', 'triggered', v from generate_series(1, 25) as v`;
    expect(await sql`select rows::int from seen`).toEqual([{ rows: 25 }]);
  });

  test('[D9] a lookup with a time window plans one chunk', async () => {
    const plan = await sql`
      explain (costs off) select * from reading
      where at >= '2026-01-08 10:00+00' and at < '2026-01-08 11:00+00' and device = 'device 3'`;
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text.match(/_hyper_\d+_\d+_chunk/g)).not.toBeNull();
    expect(new Set(text.match(/_hyper_\d+_\d+_chunk\b/g)).size).toBe(1);
  });
});
