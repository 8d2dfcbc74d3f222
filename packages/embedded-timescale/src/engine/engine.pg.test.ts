import { openAsBlob } from 'node:fs';
import { serialize } from 'pg-protocol';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { errorFields, readMessages, rowValues } from '../wire/backend-message.ts';
import { type Engine, EngineCrash, openEngine } from './engine.ts';

let engine: Engine;

beforeAll(async () => {
  const load = await openAsBlob(inject('emptyStore'));
  engine = await openEngine({ dataDir: 'memory', load, answerLimit: 1_000_000 });
});
afterAll(() => engine.close());

function run(sql: string) {
  const messages = [...readMessages(engine.execute(serialize.query(sql)))];
  const failure = messages.find(({ type }) => type === 'E');
  return {
    types: messages.map(({ type }) => type).join(''),
    rows: messages.filter(({ type }) => type === 'D').map(({ frame }) => rowValues(frame)),
    code: failure === undefined ? undefined : errorFields(failure.frame).get('C'),
  };
}

test('an answer above the limit ends with an error, and the next statement is not affected', () => {
  const large = run(`select repeat('x', 1000) from generate_series(1, 100000)`);
  expect(large.code).toBe('54000');
  expect(large.types).toMatch(/^TD+EZ$/);
  expect(run('select 1').rows).toEqual([['1']]);
});

test('a COPY FROM STDIN without its data fails and leaves the engine in order', () => {
  expect(run('create table line (id int)').code).toBeUndefined();
  expect(run('copy line from stdin').code).toBe('57014');
  expect(run('select count(*) from line').rows).toEqual([['0']]);
});

test('hypertables work from the first statement on', () => {
  run('create extension timescaledb');
  run(
    `create table reading (at timestamptz not null) with (tsdb.hypertable, tsdb.partition_column = 'at')`,
  );
  run('insert into reading values (now())');
  expect(run("select count(*) from show_chunks('reading')").rows).toEqual([['1']]);
});

test('endless recursion is an error, also after SET max_stack_depth', () => {
  run(
    `create function sink(i int) returns int language plpgsql as 'begin return sink(i + 1); end'`,
  );
  run(`create function sink_sql(i int) returns int language sql as 'select sink_sql(i + 1)'`);
  expect(run('select sink(1)').code).toBe('54001');
  expect(run('select sink_sql(1)').code).toBe('54001');
  run(`set max_stack_depth = '2MB'`);
  expect(run('select sink(1)').code).toBe('54001');
  expect(run('select 1').rows).toEqual([['1']]);
});

test('code that keeps arrays on its stack finds them as it left them', () => {
  run(`create procedure idle(job_id int, config jsonb) language sql as 'select 1'`);
  run(`select add_job('idle', interval '1 hour')`);
  run(
    `select alter_job(job_id, max_retries => 3) from timescaledb_information.jobs where proc_name = 'idle'`,
  );
  expect(
    run(`select max_retries, schedule_interval, retry_period, scheduled
      from timescaledb_information.jobs where proc_name = 'idle'`).rows,
  ).toEqual([['3', '01:00:00', '00:05:00', 't']]);
});

test('a crash is reported as one, and reopening brings back what was committed', async () => {
  run('create table kept (id int)');
  run('insert into kept values (1)');
  run('begin; insert into kept values (2)');
  expect(() => run(`select '${'['.repeat(200_000)}'::json`)).toThrow(EngineCrash);
  expect(() => run('select 1')).toThrow(EngineCrash);
  await engine.reopen();
  expect(run('select id from kept').rows).toEqual([['1']]);
  run('insert into reading values (now())');
  expect(run('select count(*) from reading').rows).toEqual([['2']]);
});
