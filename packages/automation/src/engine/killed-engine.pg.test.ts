import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openPipeline } from '../../test/pipeline.ts';

const program = fileURLToPath(new URL('./engine-child.fixture.ts', import.meta.url));
const kills = 3;
const rounds = 30;
const refs = ['a.rule', 'b.rule', 'c.rule'];

interface Child {
  readonly ready: Promise<unknown>;
  readonly process: ChildProcess;
}

function startChild(url: string, name: string): Child {
  // Small batches, so that most kills fall into a transaction.
  const args = ['--conditions=source', '--import', 'tsx', program, url, name, '5'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return { process: child, ready: once(child.stdout, 'data') };
}

async function kill({ process: child }: Child): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test('[E2] [E3] engines that are killed at any moment lose nothing and repeat nothing', async () => {
  await using pipeline = await openPipeline();
  const { sql } = pipeline.events;
  await pipeline.createRules(refs.map((ref) => ({ ref })));
  const ids: number[] = [];
  const progress = async () => {
    const [row] = await sql<{ n: number }[]>`
      select (select coalesce(sum(events), 0) from evaluation)
             + (select count(*) from execution) as n`;
    return Number(row?.n);
  };
  const children = ['one', 'two'].map((name) => startChild(pipeline.url, name));
  try {
    for (let n = 0; n < kills; n += 1) {
      await children[0]?.ready;
      const before = await progress();
      ids.push(
        ...(await pipeline.createEvents(
          Array.from({ length: rounds }, (_, payload) => ({ trigger_ref: 'core.event', payload })),
        )),
      );
      // Anywhere between the first event and the last execution of this round.
      const target = before + Math.ceil(Math.random() * rounds * refs.length);
      await expect.poll(progress, { interval: 1 }).toBeGreaterThanOrEqual(target);
      const victim = children.shift();
      if (victim !== undefined) await kill(victim);
      children.push(startChild(pipeline.url, `heir-${n}`));
    }
    await pipeline.settled();
  } finally {
    await Promise.all(children.map(kill));
  }
  const expected = ids.flatMap((id) => refs.map((ref) => `${ref} ${id}`)).toSorted();
  expect(await pipeline.firings()).toEqual(expected);
  expect(await pipeline.executions()).toEqual(expected);
  await pipeline.expectBalance();
});
