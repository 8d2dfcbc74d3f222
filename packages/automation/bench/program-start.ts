import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { runProgram } from '../src/actions/process/run-program.ts';

const runs = 30;

/** A program that does nothing: by itself, and under the supervisor that ends it with its worker. */
export async function programStart() {
  const direct = async () => {
    await once(spawn('true', { detached: true, stdio: 'pipe' }), 'close');
  };
  const supervised = async () => {
    await runProgram({
      program: { argv: ['true'], cwd: '/', env: { PATH: process.env.PATH ?? '' }, stdin: '' },
      onOutput() {},
      signal: new AbortController().signal,
      graceMs: 1_000,
      held: () => 60_000,
    });
  };
  const directMs = await median(direct);
  const supervisedMs = await median(supervised);
  return [{ runs, direct_p50_ms: directMs, supervised_p50_ms: supervisedMs }];
}

async function median(work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < runs; n += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return Math.round((times[Math.floor(runs / 2)] ?? 0) * 10) / 10;
}
