import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonValue } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import type { ActionRun } from '../action.ts';
import { createSecrets } from '../secrets/create-secrets.ts';
import { redactor } from '../secrets/redactor.ts';
import { actionRun } from './action-run.fixture.ts';
import { type ProcessOptions, processAction } from './process-action.ts';

const environment = { PATH: process.env.PATH ?? '', HOME: '/home/clew', LANG: 'C.UTF-8' };
const node = process.execPath;

function run(
  parameters: JsonValue,
  changes: Partial<ActionRun> = {},
  options: Partial<ProcessOptions> = {},
) {
  const action = processAction({ environment, cwd: '/', allowProcess: () => true, ...options });
  return action.run(actionRun(parameters, changes));
}

const script = (text: string, ...args: string[]) => ['node', '-e', text, ...args];

/** Answers whether there is a process; one that ended but was not fetched by its parent counts not. */
async function isAlive(pid: number): Promise<boolean> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8');
    return !/^\d+ \(.*\) Z/.test(line);
  } catch {
    return false;
  }
}

/** The first line that a process writes into a file, as soon as it is there. */
async function written(path: string): Promise<string> {
  let line = '';
  await expect
    .poll(async () => {
      line = await readFile(path, 'utf8').catch(() => '');
      return line;
    })
    .toMatch(/\n$/);
  return line.trim();
}

test('without permission nothing is run, and the error says what to do', async () => {
  const asked: unknown[] = [];
  const action = processAction({ environment, cwd: '/' });
  await expect(action.run(actionRun({ argv: ['true'] }))).rejects.toMatchObject({
    code: 'process_not_allowed',
    retryable: false,
    message: expect.stringContaining('.clew/rules'),
  });
  await expect(
    run(
      { argv: ['true'] },
      {},
      { allowProcess: async (execution) => asked.push(execution.id) < 0 },
    ),
  ).rejects.toMatchObject({ code: 'process_not_allowed' });
  expect(asked).toEqual([4096]);
});

test('output, exit code and input', async () => {
  expect(
    await run({
      argv: script('process.stdin.pipe(process.stdout); console.error("careful")'),
      stdin: 'grüße',
    }),
  ).toEqual({
    exit_code: 0,
    signal: null,
    stdout: 'grüße',
    stderr: 'careful\n',
    stdout_truncated_bytes: 0,
    stderr_truncated_bytes: 0,
    duration_ms: expect.any(Number),
  });
});

test('arguments reach the program as they are, never through a shell', async () => {
  const args = ['$(touch /tmp/x)', '; true', '`id`', '*', 'a b', '"', ''];
  expect(
    await run({
      argv: script('process.stdout.write(JSON.stringify(process.argv.slice(1)))', ...args),
    }),
  ).toMatchObject({ stdout: JSON.stringify(args) });
});

test('a program sees PATH, HOME, LANG and what it was given; nothing of the worker', async () => {
  const { stdout } = (await run({
    argv: script('process.stdout.write(JSON.stringify([process.env, process.cwd()]))'),
    env: { TEAM: 'core', LANG: 'C' },
    cwd: 'tmp',
  })) as { stdout: string };
  expect(JSON.parse(stdout)).toEqual([
    { ...environment, TEAM: 'core', LANG: 'C' },
    await realpath('/tmp'),
  ]);
});

test('a program that fails keeps its output', async () => {
  await expect(
    run({ argv: script('console.log("half"); console.error("why"); process.exit(3)') }),
  ).rejects.toMatchObject({
    code: 'process_failed',
    retryable: false,
    message: 'The program node ended with exit code 3.',
    result: { exit_code: 3, signal: null, stdout: 'half\n', stderr: 'why\n' },
  });
  await expect(run({ argv: script('process.kill(process.pid, "SIGKILL")') })).rejects.toMatchObject(
    {
      message: 'The program node ended by SIGKILL.',
      result: { exit_code: null, signal: 'SIGKILL' },
    },
  );
});

test('what cannot be started is named', async () => {
  await expect(run({ argv: ['no-such-program'] })).rejects.toMatchObject({
    code: 'process_failed',
    message: expect.stringContaining('no program no-such-program'),
  });
  await expect(run({ argv: ['/'] })).rejects.toThrow('could not be started');
  await expect(run({ argv: ['true'], cwd: '/gone' })).rejects.toThrow('no folder /gone');
});

test('much output is cut in its middle, and its bytes are counted', async () => {
  const bytes = 3_000_000;
  const { stdout, stdout_truncated_bytes } = (await run({
    argv: script(`process.stdout.write("a".repeat(${bytes}) + "the end")`),
  })) as { stdout: string; stdout_truncated_bytes: number };
  expect(stdout_truncated_bytes).toBe(bytes + 7 - 262_144);
  expect(stdout).toMatch(/^a+\n\[2737863 bytes left out\]\na+the end$/);
});

test('a program that does not read its input is not a failure', async () => {
  expect(await run({ argv: ['true'], stdin: 'x'.repeat(1_000_000) })).toMatchObject({
    exit_code: 0,
  });
});

const family = (deaf: boolean) => `
  const { spawn } = require('node:child_process');
  const { writeFileSync } = require('node:fs');
  ${deaf ? "process.on('SIGTERM', () => {});" : ''}
  const deaf = ${deaf} ? "process.on('SIGTERM', () => {});" : '';
  const child = spawn(process.execPath,
    ['-e', deaf + "console.log('up'); setInterval(() => {}, 1000)"],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.once('data', () => {
    console.log('started');
    writeFileSync(process.argv[1], process.pid + ' ' + child.pid + '\\n');
  });
  setInterval(() => {}, 1000);`;

test.each([
  ['that obeys', false],
  ['that ignores SIGTERM', true],
])('an abort ends a whole family of processes %s, and keeps the output', async (_, deaf) => {
  await using folder = await tempDir();
  const file = join(folder.path, 'pids');
  const stop = new AbortController();
  const running = run(
    { argv: [node, '-e', family(deaf), file] },
    { signal: stop.signal },
    { graceMs: deaf ? 100 : 60_000 },
  );
  const ended = expect(running).rejects.toMatchObject({
    code: 'process_failed',
    result: { signal: deaf ? 'SIGKILL' : 'SIGTERM', exit_code: null, stdout: 'started\n' },
  });
  const pids = (await written(file)).split(' ').map(Number);
  expect(pids).toHaveLength(2);
  expect(await Promise.all(pids.map(isAlive))).toEqual([true, true]);
  stop.abort('timeout');
  await ended;
  await expect.poll(() => Promise.all(pids.map(isAlive))).toEqual([false, false]);
});

test('what a program leaves behind in its group ends with it', async () => {
  await using folder = await tempDir();
  const file = join(folder.path, 'pid');
  const parent = `
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    require('node:fs').writeFileSync(process.argv[1], child.pid + '\\n');
    process.exit(0);`;
  expect(await run({ argv: [node, '-e', parent, file] })).toMatchObject({ exit_code: 0 });
  const pid = Number(await written(file));
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test('a run that was stopped before it began starts nothing', async () => {
  await using folder = await tempDir();
  const file = join(folder.path, 'ran');
  await expect(
    run(
      { argv: script('require("node:fs").writeFileSync(process.argv[1], "ran")', file) },
      { signal: AbortSignal.abort('cancelled') },
    ),
  ).rejects.toBe('cancelled');
  await expect(readFile(file)).rejects.toThrow('ENOENT');
});

test('a secret in the output is redacted, in whichever pieces it came', async () => {
  const secret = 'Qz7_Kw9xPv3mRt5s';
  const redact = redactor(createSecrets({ CLEW_SECRET_TOKEN: secret }));
  const program = `
    const { TOKEN } = process.env;
    process.stdout.write(TOKEN.slice(0, 5), () =>
      setImmediate(() => process.stdout.write(TOKEN.slice(5) + '.', () =>
        process.stderr.write('x'.repeat(131070) + TOKEN.repeat(40000) + 'y'.repeat(131070)))));`;
  const result = (await run({ argv: script(program), env: { TOKEN: secret } }, { redact })) as {
    stdout: string;
    stderr: string;
  };
  expect(result.stdout).toBe('[secret:TOKEN].');
  for (let at = 0; at + 4 <= secret.length; at += 1) {
    expect(result.stderr.includes(secret.slice(at, at + 4))).toBe(false);
  }
});

test.each<[JsonValue, string]>([
  [{}, 'argv must be a list'],
  [{ argv: 'ls -l' }, 'argv must be a list'],
  [{ argv: [] }, 'argv'],
  [{ argv: [''] }, 'argv.0 must name a program'],
  [{ argv: ['ls', 1] }, 'argv.1 must be a text'],
  [{ argv: ['ls', 'a\0b'] }, 'argv.1 must not contain NUL'],
  [{ argv: ['ls'], env: { 'A=B': 'x' } }, 'env.A=B is not the name of a variable'],
  [{ argv: ['ls'], shell: true }, 'shell'],
])('%j is refused', async (parameters, message) => {
  await expect(run(parameters)).rejects.toMatchObject({
    code: 'parameters_invalid',
    message: expect.stringContaining(message),
  });
});
