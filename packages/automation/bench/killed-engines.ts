import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openPipeline } from '../test/pipeline.ts';
import { ingest, rules } from './load.ts';

const kills = 50;
const perKill = 200;
const program = fileURLToPath(new URL('../src/engine/engine-child.fixture.ts', import.meta.url));

interface Child {
  readonly ready: Promise<unknown>;
  readonly process: ChildProcess;
}

/** 10,000 events against 100 rules while engines are killed with -9, one after the other. */
export async function killedEngines() {
  await using pipeline = await openPipeline();
  const { sql } = pipeline.events;
  await pipeline.createRules(rules);
  const expected: string[] = [];
  const children = ['one', 'two'].map((name) => start(pipeline.url, name));
  const started = performance.now();
  try {
    for (let n = 0; n < kills; n += 1) {
      const victim = children.shift();
      if (victim === undefined) break;
      await victim.ready;
      const stored = ingest(pipeline, { from: n * perKill, count: perKill });
      const target = Math.ceil(Math.random() * perKill);
      const before = await evaluated();
      expected.push(...(await stored));
      while ((await evaluated()) < before + target);
      const gone = once(victim.process, 'exit');
      victim.process.kill('SIGKILL');
      await gone;
      children.push(start(pipeline.url, `heir-${n}`));
    }
    await pipeline.settled();
  } finally {
    for (const { process: child } of children) child.kill('SIGKILL');
  }
  async function evaluated(): Promise<number> {
    const [row] = await sql<{ n: number }[]>`
      select coalesce(sum(events), 0)::integer as n from evaluation`;
    return row?.n ?? 0;
  }
  const sorted = expected.toSorted();
  assert.deepEqual(await pipeline.firings(), sorted);
  assert.deepEqual(await pipeline.executions(), sorted);
  await pipeline.expectBalance();
  const seconds = Math.round((performance.now() - started) / 1000);
  return [{ kills, events: kills * perKill, executions: sorted.length, gap: 0, seconds }];
}

function start(url: string, name: string): Child {
  const args = [...process.execArgv, program, url, name, '20'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return { process: child, ready: once(child.stdout, 'data') };
}
