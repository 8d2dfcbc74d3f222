import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runProgram } from './run-program.ts';

const fixture = fileURLToPath(new URL('./run-program.fixture.ts', import.meta.url));
const hour = 3_600_000;
const deaf = "process.on('SIGTERM', () => {});";
const forever = 'setInterval(() => {}, 1000);';

/** A program with a child, in two generations that write their numbers when they are ready. */
const family = (ears: string) => `
  ${ears}
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', ${JSON.stringify(`${ears} console.log('up'); ${forever}`)}],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.once('data', () => console.log([process.pid, child.pid, process.ppid].join(' ')));
  ${forever}`;

/** Answers whether there is a process; one that ended but was not fetched by its parent counts not. */
async function isAlive(pid: number): Promise<boolean> {
  try {
    return !/^\d+ \(.*\) Z/.test(await readFile(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

const alive = (pids: readonly number[]) => Promise.all(pids.map(isAlive));

/** A process that runs a program, and the numbers of the program, its child and its supervisor. */
async function worker(options: { held: number; graceMs: number; ears: string }) {
  const args = [String(options.held), String(options.graceMs)];
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', fixture, ...args].concat(
      process.execPath,
      '-e',
      family(options.ears),
    ),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [chunk] = await once(child.stdout, 'data');
  const pids = String(chunk).trim().split(' ').map(Number);
  expect(await alive(pids)).toEqual([true, true, true]);
  return { child, pids };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test.each([
  ['that obey', '', hour],
  ['that ignore SIGTERM', deaf, 50],
])('[X8] programs %s die with their worker', async (_, ears, graceMs) => {
  const { child, pids } = await worker({ held: hour, graceMs, ears });
  await kill(child);
  await expect.poll(() => alive(pids), { timeout: 20_000 }).toEqual([false, false, false]);
});

test('[X8] a worker that is stopped for longer than it holds the execution loses its programs', async () => {
  const { child, pids } = await worker({ held: 5_000, graceMs: 0, ears: deaf });
  child.kill('SIGSTOP');
  await expect.poll(() => alive(pids), { timeout: 30_000 }).toEqual([false, false, false]);
  await kill(child);
});

test('[X8] a program whose supervisor was killed is killed by the worker, which says so', async () => {
  const output: string[] = [];
  const running = runProgram({
    program: { argv: [process.execPath, '-e', family(deaf)], cwd: '/', env: {}, stdin: '' },
    onOutput: (_, chunk) => output.push(String(chunk)),
    signal: new AbortController().signal,
    graceMs: hour,
    held: () => hour,
  });
  const ended = expect(running).rejects.toThrow('supervisor was ended from outside');
  await expect.poll(() => output.join('')).toMatch(/\n/);
  const pids = output.join('').trim().split(' ').map(Number);
  process.kill(pids[2] ?? 0, 'SIGKILL');
  await ended;
  await expect.poll(() => alive(pids)).toEqual([false, false, false]);
});
