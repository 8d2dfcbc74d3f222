import { strict as assert } from 'node:assert';
import { openPipeline } from '../test/pipeline.ts';
import { ingest, rules } from './load.ts';

const count = 10_000;

/** 10,000 events against 100 rules, by one engine and by two; checked for exactness. */
export async function manyEvents() {
  return [await run(1), await run(2)];
}

async function run(engines: number) {
  await using pipeline = await openPipeline();
  await pipeline.createRules(rules);
  const expected = (await ingest(pipeline, { from: 0, count })).toSorted();
  const started = performance.now();
  const running = await Promise.all(
    Array.from({ length: engines }, (_, n) =>
      pipeline.startEngine({ name: `engine-${n}`, batchSize: 500 }),
    ),
  );
  await pipeline.settled();
  const seconds = (performance.now() - started) / 1000;
  await Promise.all(running.map((engine) => engine[Symbol.asyncDispose]()));
  assert.deepEqual(await pipeline.firings(), expected);
  assert.deepEqual(await pipeline.executions(), expected);
  await pipeline.expectBalance();
  return {
    engines,
    events: count,
    rules: rules.length,
    executions: expected.length,
    gap: 0,
    seconds: Math.round(seconds * 10) / 10,
    'events/s': Math.round(count / seconds),
  };
}
