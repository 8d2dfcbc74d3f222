import type { ReaderVerb } from './reader-verbs.ts';

/** A question for a reader thread. */
export interface ReaderTask {
  readonly path: string;
  readonly verb: ReaderVerb;
  readonly input: unknown;
}
