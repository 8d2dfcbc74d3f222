import { expect, test } from 'vitest';
import { expectLawful } from '../test/expect-lawful.ts';
import { killRun } from '../test/kill-run.ts';
import { openPipeline } from '../test/pipeline.ts';
import { defaultWorkerTimes } from './start-worker.ts';

const perRound = 20;
const refs = ['a.rule', 'b.rule', 'c.rule'];

test('[E2] [E3] [E9] [X2] [X3] [X4] whatever is killed or stopped, nothing is lost, repeated or overwritten', async () => {
  await using pipeline = await openPipeline();
  const { sql } = pipeline.events;
  await sql`update action set max_attempts = 100 where ref = 'core.log'`;
  await sql`
    insert into action (ref, label, runner, max_attempts) values ('test.once', 'Once', 'log', 1)`;
  await pipeline.createRules(
    refs.map((ref, n) => ({ ref, action_ref: n === 0 ? 'test.once' : 'core.log' })),
  );
  const { firings, ...report } = await killRun({
    pipeline,
    perRound,
    rounds: 4,
    stops: 1,
    async ingest() {
      const payloads = Array.from({ length: perRound }, (_, payload) => payload);
      const ids = await pipeline.createEvents(
        payloads.map((payload) => ({ trigger_ref: 'core.event', payload })),
      );
      return ids.flatMap((id) => refs.map((ref) => `${ref} ${id}`));
    },
    times: {
      ...defaultWorkerTimes,
      leaseSeconds: 2,
      heartbeatMs: 600,
      pollMs: 500,
      sweepMs: 500,
    },
    longestRunMs: 200,
    // Small batches, so that most kills of an engine fall into a transaction.
    batchSize: 5,
    random: Math.random,
  });
  expect(report.engines + report.workers).toBe(4);
  expect(await pipeline.firings()).toEqual(firings);
  expect(await pipeline.executions()).toEqual(firings);
  await pipeline.expectBalance();
  await expectLawful(pipeline);
});
