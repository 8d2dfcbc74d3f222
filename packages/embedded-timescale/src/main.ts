import { parseArgs } from 'node:util';
import { EmbeddedTimescaleError } from './errors.ts';
import type { Logger } from './logger.ts';
import { startEmbeddedTimescale } from './start-embedded-timescale.ts';

const HELP = `Runs the embedded TimescaleDB as a process of its own.

  --data-dir PATH         folder of the store, or "memory"
  --port NUMBER           port to serve on; 0 takes a free one (default 4002)
  --host ADDRESS          address of this machine to serve on (default 127.0.0.1)
  --jobs run|off          whether TimescaleDB's background jobs run (default run)
  --stop-with-stdin       stop when standard input closes, as when the parent process ends
  --help                  this text

When it is ready it prints one line of JSON, {"url":…,"pid":…}. SIGTERM and SIGINT stop it.
`;

/** What the command line asks for, or everything that is wrong with it. */
type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] }
  | { readonly kind: 'serve'; readonly options: Options };

interface Options {
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly jobs: 'run' | 'off';
  readonly stopWithStdin: boolean;
}

await main();

async function main(): Promise<void> {
  const request = readRequest(process.argv.slice(2));
  switch (request.kind) {
    case 'help':
      process.stdout.write(HELP);
      return;
    case 'invalid':
      process.stderr.write(`${request.problems.join('\n')}\nSee --help.\n`);
      process.exitCode = 2;
      return;
    case 'serve':
      await serve(request.options);
  }
}

async function serve({ stopWithStdin, ...options }: Options): Promise<void> {
  const logger: Logger = {
    info: () => {},
    error: (message, cause) =>
      process.stderr.write(`${message}${cause instanceof Error ? `: ${cause.message}` : ''}\n`),
  };
  let store: Awaited<ReturnType<typeof startEmbeddedTimescale>>;
  try {
    store = await startEmbeddedTimescale({ ...options, logger });
  } catch (error) {
    if (!(error instanceof EmbeddedTimescaleError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return;
  }
  const stop = () => {
    process.stdin.pause();
    store.stop().catch((error: unknown) => {
      logger.error('The store did not stop cleanly', error);
      process.exitCode = 1;
    });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (stopWithStdin) process.stdin.resume().once('close', stop).once('end', stop);
  process.stdout.write(`${JSON.stringify({ url: store.url, pid: process.pid })}\n`);
}

function readRequest(argv: readonly string[]): Request {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(argv);
  } catch (error) {
    return { kind: 'invalid', problems: [error instanceof Error ? error.message : String(error)] };
  }
  if (values.help === true) return { kind: 'help' };
  const { 'data-dir': dataDir = '', host = '127.0.0.1', jobs = 'run' } = values;
  const port = Number(values.port ?? 4002);
  const problems: string[] = [];
  if (dataDir === '') problems.push('--data-dir is missing');
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    problems.push(`--port must be a number between 0 and 65535, not ${values.port}`);
  }
  if (jobs !== 'run' && jobs !== 'off') problems.push(`--jobs must be run or off, not ${jobs}`);
  if (problems.length > 0) return { kind: 'invalid', problems };
  const stopWithStdin = values['stop-with-stdin'] === true;
  return {
    kind: 'serve',
    options: { dataDir, host, port, jobs: jobs === 'off' ? 'off' : 'run', stopWithStdin },
  };
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    options: {
      'data-dir': { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string' },
      jobs: { type: 'string' },
      'stop-with-stdin': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  }).values;
}
