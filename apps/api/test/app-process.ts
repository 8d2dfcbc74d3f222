import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const mains = {
  api: fileURLToPath(new URL('../src/main.ts', import.meta.url)),
  worker: fileURLToPath(new URL('../../worker/src/main.ts', import.meta.url)),
};

export interface AppProcess {
  readonly child: ChildProcess;
  /** Everything that it wrote so far. */
  output(): { readonly stdout: string; readonly stderr: string };
  /** The API's url, or the worker's name, once it says that it is ready; null when it ends before. */
  ready(): Promise<string | null>;
  /** Its exit code, once it has ended. */
  exit(): Promise<number | null>;
}

/** Starts the API as its own process, with only these settings. */
export function startApiProcess(settings: Readonly<Record<string, string>>): AppProcess {
  return startAppProcess('api', settings);
}

/** Starts an app as its own process, with only these settings. */
export function startAppProcess(
  app: keyof typeof mains,
  settings: Readonly<Record<string, string>>,
): AppProcess {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', mains[app]], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = once(child, 'close');
  return {
    child,
    output: () => ({ stdout, stderr }),
    async ready() {
      for (;;) {
        const found = /ready (?:at|as) (\S+)\n/.exec(stdout)?.[1];
        if (found !== undefined) return found;
        const next = await Promise.race([
          once(child.stdout, 'data').then(() => 'more' as const),
          ended.then(() => 'ended' as const),
        ]);
        if (next === 'ended') return null;
      }
    },
    async exit() {
      await ended;
      return child.exitCode;
    },
  };
}
