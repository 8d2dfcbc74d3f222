import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { clewCommand } from './run-clew.ts';

const main = fileURLToPath(new URL('../../api/src/main.ts', import.meta.url));

/** A real API in a process of its own, as a person would run it. */
export interface ApiProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** Everything that it wrote so far, its log among it. */
  output(): string;
  stop(): Promise<void>;
}

/** @throws Error with what it wrote, when it ends before it is ready */
export async function startApi(settings: Readonly<Record<string, string>>): Promise<ApiProcess> {
  const [program = '', ...before] = clewCommand;
  const child = spawn(program, [...before.slice(0, -1), main], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let written = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      written += chunk.toString();
      const found = /ready at (\S+)\n/.exec(written)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    ended.then(() => reject(new Error(`the API ended: ${written}`)), reject);
  });
  return {
    child,
    url,
    output: () => written,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
