import { openAsBlob } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { type Engine, openEngine } from '../engine/engine.ts';
import { Gateway } from '../gateway/gateway.ts';
import { DEFAULT_LIMITS } from '../gateway/gateway-limits.ts';
import type { TextRows } from '../gateway/gateway-sql.ts';
import type { Logger } from '../logger.ts';
import type { DueJob } from './due-job.ts';
import { Housekeeping } from './housekeeping.ts';
import { JobScheduler } from './job-scheduler.ts';
import { runDueJob } from './run-due-job.ts';

let engine: Engine;
let gateway: Gateway;
let logged: string[];
const logger: Logger = { info: () => {}, error: (message) => logged.push(message) };

function sql(script: string): Promise<TextRows> {
  return gateway.withSession((runSql) => runSql(script) ?? []);
}

function runNext(): Promise<DueJob | undefined> {
  return gateway.withSession((runSql) => runDueJob(runSql, logger));
}

/** Runs everything that is due; answers the procedures in order. */
async function runAll(): Promise<readonly string[]> {
  const procedures: string[] = [];
  for (let job = await runNext(); job !== undefined; job = await runNext())
    procedures.push(job.procedure);
  return procedures;
}

async function addJob(procedure: string, options = ''): Promise<number> {
  const [[id] = []] = await sql(`select add_job('${procedure}', interval '1 hour'${options})`);
  return Number(id);
}

beforeAll(async () => {
  engine = await openEngine({ dataDir: 'memory', load: await openAsBlob(inject('emptyStore')) });
  gateway = new Gateway({ engine, logger, limits: DEFAULT_LIMITS });
  await sql(`
    create extension timescaledb;
    create table ran (job_id int, at timestamptz default clock_timestamp());
    create procedure note(job_id int, config jsonb) language sql as 'insert into ran (job_id) values (job_id)';
    create procedure fail(job_id int, config jsonb) language plpgsql as
      'begin raise exception ''no luck'' using errcode = ''22012''; end';
    create procedure crash(job_id int, config jsonb) language plpgsql as
      'begin perform repeat(''['', 200000)::json; end'`);
});

beforeEach(async () => {
  logged = [];
  await sql(`select delete_job(job_id) from timescaledb_information.jobs; truncate ran`);
});

afterAll(() => engine.close());

test('[J1] a job that is due runs once, and then at its interval', async () => {
  const id = await addJob('note');
  expect(await runAll()).toEqual(['public.note']);
  expect(await sql('select job_id from ran')).toEqual([[`${id}`]]);
  const [row] = await sql(`
    select last_run_status, total_runs, total_successes, total_failures,
      next_start > now() + interval '59 minutes' and next_start <= now() + interval '1 hour'
    from timescaledb_information.job_stats where job_id = ${id}`);
  expect(row).toEqual(['Success', '1', '1', '0', 't']);
});

test('[J1] jobs run one after another, the one due for longest first', async () => {
  const later = await addJob('note', `, initial_start => now() - interval '1 minute'`);
  const first = await addJob('note', `, initial_start => now() - interval '1 hour'`);
  await addJob('note', `, initial_start => now() + interval '1 hour'`);
  await runAll();
  expect(await sql('select job_id from ran order by at')).toEqual([[`${first}`], [`${later}`]]);
});

test('[J2] a job with a fixed schedule keeps its slots', async () => {
  const id = await addJob(
    'note',
    `, initial_start => date_trunc('hour', now()) - interval '50 minutes', fixed_schedule => true`,
  );
  await runAll();
  const [row] = await sql(`
    select extract(minute from next_start)::int, next_start > now()
    from timescaledb_information.job_stats where job_id = ${id}`);
  expect(row).toEqual(['10', 't']);
});

test('[J3] a paused job does not run until it is resumed', async () => {
  const id = await addJob('note');
  await sql(`select alter_job(${id}, scheduled => false)`);
  expect(await runAll()).toEqual([]);
  await sql(`select alter_job(${id}, scheduled => true)`);
  expect(await runAll()).toEqual(['public.note']);
});

test('[J4] a job that fails is logged, recorded and tried again later, and the others run', async () => {
  const failing = await addJob('fail', `, initial_start => now() - interval '1 hour'`);
  await sql(
    `select alter_job(${failing}, retry_period => interval '10 minutes', max_retries => 3)`,
  );
  await addJob('note');
  expect(await runAll()).toEqual(['public.fail', 'public.note']);
  expect(logged).toEqual([expect.stringMatching(/public\.fail.*no luck/)]);
  expect(
    await sql(`select job_id, sqlerrcode, err_message from timescaledb_information.job_errors`),
  ).toContainEqual([`${failing}`, '22012', 'no luck']);
  const retry = `
    select last_run_status, total_failures, round(extract(epoch from next_start - now()) / 60)
    from timescaledb_information.job_stats where job_id = ${failing}`;
  expect(await sql(retry)).toEqual([['Failed', '1', '10']]);
  const dueAgain = `update _timescaledb_internal.bgw_job_stat set next_start = now() where job_id = ${failing}`;
  await sql(dueAgain);
  await runAll();
  expect(await sql(retry)).toEqual([['Failed', '2', '20']]);
  await sql(dueAgain);
  await runAll();
  expect(
    await sql(`select scheduled from timescaledb_information.jobs where job_id = ${failing}`),
  ).toEqual([['f']]);
});

test('[J5] a job that crashes the engine is not due again at once', async () => {
  const crashing = await addJob('crash');
  await addJob('note', `, initial_start => now() + interval '1 hour'`);
  await expect(runNext()).rejects.toThrow();
  expect(await runNext()).toBeUndefined();
  const [row] = await sql(`
    select total_crashes, next_start > now() from _timescaledb_internal.bgw_job_stat where job_id = ${crashing}`);
  expect(row).toEqual(['1', 't']);
});

test('[J6] the policies of a hypertable do their work', async () => {
  await sql(`
    create table reading (at timestamptz not null, device text, value int)
    with (tsdb.hypertable, tsdb.partition_column = 'at', tsdb.chunk_interval = '1 day',
          tsdb.segmentby = 'device', tsdb.orderby = 'at desc');
    call remove_columnstore_policy('reading', if_exists => true);
    insert into reading select at, 'a', 1
      from generate_series(now() - interval '100 days', now(), interval '1 day') as at`);
  await sql(`
    create materialized view reading_daily with (timescaledb.continuous, timescaledb.materialized_only = true) as
    select time_bucket('1 day', at) as day, count(*) as readings from reading group by day with no data`);
  await sql(`
    call add_columnstore_policy('reading', after => interval '7 days');
    select add_retention_policy('reading', drop_after => interval '90 days');
    select add_continuous_aggregate_policy('reading_daily', start_offset => interval '30 days',
      end_offset => interval '1 day', schedule_interval => interval '1 hour')`);
  await sql(`update _timescaledb_internal.bgw_job_stat set next_start = now()`);
  const ran = await runAll();
  for (const policy of [
    'policy_compression',
    'policy_retention',
    'policy_refresh_continuous_aggregate',
  ]) {
    expect(ran.join()).toContain(policy);
  }
  expect(logged).toEqual([]);
  const [[oldest] = []] = await sql(`select min(at) > now() - interval '92 days' from reading`);
  expect(oldest).toBe('t');
  const [[compressed] = []] = await sql(`
    select count(*) > 70 from timescaledb_information.chunks where hypertable_name = 'reading' and is_compressed`);
  expect(compressed).toBe('t');
  const [[days] = []] = await sql('select count(*) >= 27 from reading_daily');
  expect(days).toBe('t');
});

test('[J7] stopping the scheduler waits for the job that runs and begins no other', async () => {
  await addJob('note');
  await addJob('note');
  const scheduler = new JobScheduler({ gateway, logger });
  scheduler.start();
  await scheduler.stop();
  expect(await sql('select count(*) from ran')).toEqual([['1']]);
});

test('[J8] much log, or old log, is followed by a checkpoint; an idle store is left alone', async () => {
  const housekeeping = new Housekeeping({ checkpointLogBytes: 2_000_000 });
  const step = (now: number) => gateway.withSession((runSql) => housekeeping.step(runSql, now));
  for (let done = await step(0); done !== undefined; done = await step(0));
  await sql(
    'create table bulk as select repeat(md5(i::text), 30) as x from generate_series(1, 100000) as i',
  );
  expect(await step(1)).toBe('checkpoint');
  while ((await step(1)) !== undefined);
  await sql(`insert into ran select i from generate_series(1, 40) as i`);
  await sql(`update ran set job_id = 0 where job_id < 5; select pg_switch_wal()`);
  expect(await step(60_000)).toBeUndefined();
  expect(await step(400_000)).toBe('checkpoint');
  expect(await step(900_000)).toBeUndefined();
});

test('[J9] tables are analyzed and vacuumed as much as they change', async () => {
  const housekeeping = new Housekeeping();
  const step = () => gateway.withSession((runSql) => housekeeping.step(runSql, 0));
  while ((await step()) !== undefined);
  await sql('create table busy (id int); insert into busy select generate_series(1, 1000)');
  expect(await step()).toBe('analyze busy');
  expect(await sql(`select reltuples from pg_class where relname = 'busy'`)).toEqual([['1000']]);
  expect(await step()).toBeUndefined();
  await sql('delete from busy where id <= 900');
  expect(await step()).toBe('vacuum (analyze) busy');
  expect(await sql(`select reltuples from pg_class where relname = 'busy'`)).toEqual([['100']]);
  await sql('delete from busy where id <= 910');
  expect(await step()).toBeUndefined();
});
