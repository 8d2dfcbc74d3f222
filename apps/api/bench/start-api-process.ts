import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempDir } from '@clew/testing';

const program = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export interface ApiProcess extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
}

/** The API as it is started in earnest, on a free port, without a limit of requests. */
export async function startApiProcess(input: { readonly eventsUrl: string }): Promise<ApiProcess> {
  const home = await tempDir();
  const port = await freePort();
  const child = spawn(process.execPath, [...process.execArgv, program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      CLEW_HOME: home.path,
      CLEW_EVENTS_URL: input.eventsUrl,
      CLEW_API_PORT: String(port),
      CLEW_API_RATE_LIMIT: '0',
      CLEW_LOG_LEVEL: 'warn',
    },
  });
  const stop = async () => {
    if (child.exitCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
    await home[Symbol.asyncDispose]();
  };
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  if (child.exitCode !== null) {
    await stop();
    throw new Error('The API did not start; it says above why.');
  }
  const token = (await readFile(join(home.path, 'token'), 'utf8')).trim();
  return { url: `http://127.0.0.1:${port}`, token, [Symbol.asyncDispose]: stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
