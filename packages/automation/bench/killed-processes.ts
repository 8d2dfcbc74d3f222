import { strict as assert } from 'node:assert';
import { defaultWorkerTimes } from '../src/start-worker.ts';
import { expectLawful } from '../test/expect-lawful.ts';
import { killRun } from '../test/kill-run.ts';
import { openPipeline } from '../test/pipeline.ts';
import { ingest, rules } from './load.ts';

const rounds = 50;
const perRound = 200;

/**
 * 10,000 events against 100 rules while engines and workers are killed with -9, 50 in all, and five
 * workers are stopped for longer than their lease. Every tenth rule asks for an action that is tried
 * once only, so its executions are abandoned when their worker dies.
 */
export async function killedProcesses() {
  await using pipeline = await openPipeline();
  const { sql } = pipeline.events;
  await sql`update action set max_attempts = 100 where ref = 'core.log'`;
  await sql`
    insert into action (ref, label, runner, max_attempts) values ('bench.once', 'Once', 'log', 1)`;
  await pipeline.createRules(
    rules.map((rule, n) => (n % 10 === 0 ? { ...rule, action_ref: 'bench.once' } : rule)),
  );
  let stored = 0;
  const started = performance.now();
  const { firings, ...report } = await killRun({
    pipeline,
    perRound,
    rounds,
    stops: 5,
    ingest() {
      const from = stored;
      stored += perRound;
      return ingest(pipeline, { from, count: perRound });
    },
    times: defaultWorkerTimes,
    longestRunMs: 20,
    batchSize: 20,
    random: Math.random,
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  assert.equal(report.engines + report.workers, rounds);
  assert.deepEqual(await pipeline.firings(), firings);
  assert.deepEqual(await pipeline.executions(), firings);
  await pipeline.expectBalance();
  await expectLawful(pipeline);
  assert.ok(report.refused > 0, 'a stopped worker was refused');
  const statuses = await sql<{ status: string; n: number }[]>`
    select status, count(*) as n from execution group by 1`;
  const of = (status: string) => statuses.find((row) => row.status === status)?.n ?? 0;
  const { abandonedAfterSeconds, againAfterSeconds, ...counts } = report;
  return [
    {
      events: stored,
      executions: firings.length,
      completed: of('completed'),
      abandoned: of('abandoned'),
      gap: 0,
      ...counts,
      'longest s until abandoned': Math.round(abandonedAfterSeconds * 10) / 10,
      'longest s until run again': Math.round(againAfterSeconds * 10) / 10,
      seconds,
    },
  ];
}
