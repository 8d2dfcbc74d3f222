import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The store as a process of its own. */
export interface ChildStore {
  readonly process: ChildProcess;
  readonly url: string;
  readonly pid: number;
  /** Settles with the exit code, or the signal, when it has ended. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Runs main.ts with these arguments and waits for its end. */
export async function runStore(
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawnStore(args);
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output.stderr += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}

/** Starts main.ts with these arguments and waits until it serves. */
export async function startStore(args: readonly string[]): Promise<ChildStore> {
  const child = spawnStore(args);
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text);
    });
    void ended.then((code) => reject(new Error(`the store ended with ${code}: ${errors}`)));
  });
  const { url, pid } = JSON.parse(line) as { url: string; pid: number };
  return { process: child, url, pid, ended };
}

function spawnStore(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--conditions=source', '--import', 'tsx', MAIN, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}
