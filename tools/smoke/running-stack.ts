import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { descendantsOf, isAlive } from '../dev/process-tree.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** The settings of a stack that disturbs nothing else on this machine. */
export interface StackAddresses {
  readonly home: string;
  readonly api: number;
  readonly web: number;
  readonly events: number;
}

export interface RunningStack {
  readonly api: string;
  readonly web: string;
  /** Everything printed so far, without colours. */
  printed(): string;
  /** The ids of all its processes, `npx` first. */
  processes(): Promise<readonly number[]>;
  /** Resolves with the exit code when the command has ended. */
  readonly ended: Promise<number | null>;
  /** Ctrl-C in a terminal: the signal goes to every process of the foreground. */
  interrupt(): void;
  /** What a process manager does: the signal goes to the command alone. */
  terminate(): void;
}

/** Runs the README's command as a user would, on addresses of its own. */
export function startStack({ home, api, web, events }: StackAddresses): RunningStack {
  const child = spawn('npx', ['--yes', 'pnpm@10', 'dev'], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, as a terminal gives to a command.
    detached: true,
    env: {
      ...withoutTestRunner(process.env),
      CLEW_HOME: home,
      CLEW_API_PORT: String(api),
      CLEW_WEB_PORT: String(web),
      CLEW_EVENTS_PORT: String(events),
    },
  });
  const lines: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => lines.push(stripVTControlCharacters(line)));
  }
  const ended = once(child, 'exit').then(([code]): number | null => code);
  const id = () => {
    if (child.pid === undefined) throw new Error('npx did not start.');
    return child.pid;
  };
  return {
    api: `http://127.0.0.1:${api}`,
    web: `http://127.0.0.1:${web}`,
    printed: () => lines.join('\n'),
    processes: async () => [id(), ...(await descendantsOf(id()))],
    ended,
    interrupt: () => process.kill(-id(), 'SIGINT'),
    terminate: () => process.kill(id(), 'SIGTERM'),
  };
}

/** Waits for the summary, which comes last. */
export async function untilRunning(stack: RunningStack): Promise<void> {
  const ended = stack.ended.then((code) => {
    throw new Error(`pnpm dev ended with ${code} before it ran:\n${stack.printed()}`);
  });
  const running = (async () => {
    while (!stack.printed().includes('Ctrl-C stops everything')) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  await Promise.race([running, ended]);
}

/** The processes of `ids` that still live. */
export function alive(ids: readonly number[]): readonly number[] {
  return ids.filter(isAlive);
}

export async function freeAddresses(home: string): Promise<StackAddresses> {
  const [api = 0, web = 0, events = 0] = await freePorts(3);
  return { home, api, web, events };
}

/** Ports that were free a moment ago; all held together, so that they differ. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  const ports = await Promise.all(
    servers.map(async (server) => {
      await once(server, 'listening');
      const address = server.address();
      return address !== null && typeof address === 'object' ? address.port : 0;
    }),
  );
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

/** What vitest sets for its own processes would reach the servers under test. */
function withoutTestRunner(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(VITEST|NODE_ENV|NODE_OPTIONS|TEST|MODE|DEV|PROD|SSR|BASE_URL)/.test(name),
    ),
  );
}
