import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const remembered = 15;

/** The output of one process of the stack. */
export interface LogFile {
  readonly path: string;
  write(line: string): void;
  /** The latest lines, to show when the process ended unasked. */
  tail(): readonly string[];
  close(): void;
}

/** Starts the log of this run; the log of the run before is kept beside it as `.previous.log`. */
export function openLogFile(folder: string, name: string): LogFile {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.log`);
  if (existsSync(path)) renameSync(path, join(folder, `${name}.previous.log`));
  const stream = createWriteStream(path);
  const latest: string[] = [];
  return {
    path,
    write(line) {
      stream.write(`${line}\n`);
      latest.push(line);
      if (latest.length > remembered) latest.shift();
    },
    tail: () => [...latest],
    close: () => void stream.end(),
  };
}
