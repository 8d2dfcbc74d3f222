import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import type { TestProject } from 'vitest/node';
import { freePort } from './free-port.ts';

/** The addresses of the stack under test. */
export interface StackUnderTest {
  /** The API, which also serves the built page. */
  readonly origin: string;
  /** The first token, which may do everything. */
  readonly token: string;
  readonly eventsUrl: string;
  /** Its `CLEW_HOME`. */
  readonly home: string;
  /** A temporary folder that outlives the run, so that its pictures can be looked at. */
  readonly screenshots: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly stack: StackUnderTest;
  }
}

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const builtPage = fileURLToPath(new URL('../dist/index.html', import.meta.url));

/** Starts everything as `pnpm dev` does, on free ports and an empty `CLEW_HOME`, and stops it at the end. */
export default async function startStack(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(builtPage)) {
    throw new Error('The page is not built. Run "pnpm --filter @clew/web build" first.');
  }
  const home = await mkdtemp(join(tmpdir(), 'clew-page-'));
  const [api, web, events] = [await freePort(), await freePort(), await freePort()];
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', join('tools', 'dev', 'main.ts')],
    {
      cwd: repository,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_ENV: 'development',
        CLEW_HOME: home,
        CLEW_API_PORT: String(api),
        CLEW_WEB_PORT: String(web),
        CLEW_EVENTS_PORT: String(events),
      },
    },
  );
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    }
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const summary = await untilRunning(child);
    const eventsUrl = /postgres(?:ql)?:\/\/\S+/.exec(summary)?.[0];
    if (eventsUrl === undefined) throw new Error(`No event store in the summary:\n${summary}`);
    const screenshots = await mkdtemp(join(tmpdir(), 'clew-screens-'));
    console.log(`Screenshots go to ${screenshots}`);
    const token = (await readFile(join(home, 'token'), 'utf8')).trim();
    const origin = `http://127.0.0.1:${api}`;
    project.provide('stack', { origin, token, eventsUrl, home, screenshots });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** Everything that was printed until the summary had been; it comes after the first index run. */
async function untilRunning(child: ChildProcess): Promise<string> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('The stack has no output to read.');
  const printed: string[] = [];
  createInterface({ input: stderr }).on('line', (line) => printed.push(line));
  for await (const line of createInterface({ input: stdout })) {
    printed.push(stripVTControlCharacters(line));
    if (line.includes('Ctrl-C stops everything')) {
      stdout.resume();
      return printed.join('\n');
    }
  }
  throw new Error(`The stack ended before it ran:\n${printed.join('\n')}`);
}
