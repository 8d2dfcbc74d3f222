import { openPipeline } from '../test/pipeline.ts';

const samples = 200;

/** From the request to store an event until its execution is in the queue, everything else idle. */
export async function idleLatency() {
  await using pipeline = await openPipeline();
  await pipeline.createRules([{ ref: 'bench.rule' }]);
  await using _engine = await pipeline.startEngine({ times: { pollMs: 60_000 } });
  let arrived: () => void = () => {};
  const { unlisten } = await pipeline.events.listen('execution_created', () => arrived());
  const times: number[] = [];
  for (let n = 0; n < samples; n += 1) {
    const execution = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const started = performance.now();
    await pipeline.createEvents([{ trigger_ref: 'core.event', payload: n }]);
    await execution;
    times.push(performance.now() - started);
  }
  await unlisten();
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(share * samples)] ?? 0) * 10) / 10;
  return [{ samples, p50_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99) }];
}
