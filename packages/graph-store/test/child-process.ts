import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** A child process that is followed by the lines it writes. */
export interface FollowedChild {
  /** Resolves with the first line, from now or before, that starts with `prefix`. */
  line(prefix: string): Promise<string>;
  /** Lets the child go on where it waits. */
  proceed(): void;
  /** Kills it as a crash would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Waits for its end; throws what it wrote to standard error unless it ended well. */
  end(): Promise<void>;
}

export function startMigrateChild(
  paths: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): FollowedChild {
  const script = fileURLToPath(new URL('./migrate-child.ts', import.meta.url));
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', script, ...paths],
    { env: { ...process.env, ...environment }, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const lines: string[] = [];
  const waiting: { prefix: string; found: (line: string) => void; lost: (e: Error) => void }[] = [];
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const each of waiting) if (line.startsWith(each.prefix)) each.found(line);
  });
  const closed = once(child, 'close').then(() => {
    for (const each of waiting) {
      each.lost(new Error(`the child ended without a line "${each.prefix}…": ${errors}`));
    }
  });
  return {
    line: (prefix) =>
      new Promise((found, lost) => {
        const known = lines.find((line) => line.startsWith(prefix));
        if (known === undefined) waiting.push({ prefix, found, lost });
        else found(known);
      }),
    proceed: () => {
      child.stdin.write('.');
    },
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
    end: async () => {
      await closed;
      if (child.exitCode !== 0) throw new Error(errors);
    },
  };
}
