import type { Output } from './process/output.ts';

/** What the process gives to a command line. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDir: string;
  /** Answers, and nothing else. */
  readonly out: Output;
  /** Progress, hints and what went wrong. */
  readonly err: Output;
  /** Everything that comes in, to its end. */
  readonly readInput: () => Promise<string>;
  /** Runs work that is told by its signal when the process is to end. */
  readonly interruptible: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}
