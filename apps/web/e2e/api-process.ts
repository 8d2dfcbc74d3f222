import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../api/src/main.ts', import.meta.url));

interface ApiProcessInput {
  readonly home: string;
  readonly port: number;
  readonly eventsUrl: string;
}

/** An API that can be stopped and started again without the stack that it works beside. */
export interface ApiProcess extends AsyncDisposable {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Starts an API on a port of its own; it answers when this does. */
export async function startApiProcess(input: ApiProcessInput): Promise<ApiProcess> {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', import.meta.resolve('tsx'), program],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        CLEW_HOME: input.home,
        CLEW_EVENTS_URL: input.eventsUrl,
        CLEW_API_PORT: String(input.port),
        CLEW_API_RATE_LIMIT: '0',
        CLEW_LOG_LEVEL: 'silent',
      },
    },
  );
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  if (child.exitCode !== null) throw new Error('The API did not start; it says above why.');
  return { origin: `http://127.0.0.1:${input.port}`, stop, [Symbol.asyncDispose]: stop };
}
