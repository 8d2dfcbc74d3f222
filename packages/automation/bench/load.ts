import type { NewEvent } from '@clew/contracts';
import type { Pipeline, TestRule } from '../test/pipeline.ts';

const shards = 90;
const steps = 10;

/** A hundred rules: 90 ask for one value each, 10 compare. */
export const rules: readonly TestRule[] = [
  ...Array.from({ length: shards }, (_, shard) => ({
    ref: `bench.shard${shard}`,
    when: `event.payload.shard == ${shard}`,
    action_params: { message: 'seen' },
  })),
  ...Array.from({ length: steps }, (_, step) => ({
    ref: `bench.below${step}`,
    when: `event.payload.amount < ${(step + 1) * 10}`,
    action_params: { message: 'low' },
  })),
];

function eventOf(n: number): NewEvent {
  return { trigger_ref: 'core.event', payload: { shard: n % shards, amount: n % 1000 } };
}

/** What the n-th event leads to, computed without the engine. */
function rulesOf(n: number): readonly string[] {
  const below = Array.from({ length: steps }, (_, step) => step).filter(
    (step) => n % 1000 < (step + 1) * 10,
  );
  return [`bench.shard${n % shards}`, ...below.map((step) => `bench.below${step}`)];
}

const batch = 500;

/** Stores events and answers the firings that they must lead to, sorted. */
export async function ingest(
  pipeline: Pipeline,
  range: { readonly from: number; readonly count: number },
): Promise<readonly string[]> {
  const expected: string[] = [];
  const end = range.from + range.count;
  for (let from = range.from; from < end; from += batch) {
    const numbers = Array.from({ length: Math.min(batch, end - from) }, (_, n) => from + n);
    const ids = await pipeline.createEvents(numbers.map(eventOf));
    for (const [at, n] of numbers.entries()) {
      expected.push(...rulesOf(n).map((ref) => `${ref} ${ids[at]}`));
    }
  }
  return expected;
}
