import { setTimeout as pause } from 'node:timers/promises';
import { testEventsUrl } from '@clew/testing';
import { clewQueue } from './queues/clew-queue.ts';
import { graphileQueue } from './queues/graphile-queue.ts';
import { pgBossQueue } from './queues/pg-boss-queue.ts';
import type { Queue } from './queues/queue.ts';

const count = 20_000;
const repetitions = 3;

/**
 * Trivial jobs a second, by one worker on one server: from the first job that runs until the database
 * has every one as ended. The queues take turns. The others need a server of their own, so on the
 * embedded store Clew is measured alone.
 */
export async function executionsPerSecond() {
  const queues = testEventsUrl() === undefined ? [own, ownSmall] : allQueues;
  const rates = new Map<Queue, number[]>(queues.map((queue) => [queue, []]));
  for (let n = 0; n < repetitions; n += 1) {
    for (const [queue, seen] of rates) seen.push(await drain(queue));
  }
  const ownRate = median(rates.get(own) ?? []);
  return queues.map((queue) => {
    const seen = rates.get(queue) ?? [];
    return {
      queue: queue.name,
      settings: queue.settings,
      'jobs/s': Math.round(median(seen)),
      runs: seen.map(Math.round).join(', '),
      'clew is': `${(ownRate / median(seen)).toFixed(2)}×`,
    };
  });
}

const own = clewQueue(500);
const ownSmall = clewQueue(24);
const allQueues = [own, ownSmall, graphileQueue('batched'), graphileQueue('plain'), pgBossQueue];

async function drain(queue: Queue): Promise<number> {
  await using open = await queue.open({ count });
  let started = 0;
  let seen = 0;
  await new Promise<void>((resolve, reject) => {
    open
      .work(() => {
        if (seen === 0) started = performance.now();
        seen += 1;
        if (seen === count) resolve();
      })
      .catch(reject);
  });
  while (!(await open.isDrained())) await pause(2);
  return (count / (performance.now() - started)) * 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
