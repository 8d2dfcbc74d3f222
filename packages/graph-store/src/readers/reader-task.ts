import type { GraphErrorCode } from '../graph-error.ts';
import type { ReaderVerb } from './reader-verbs.ts';

/** A question for a reader thread. */
export interface ReaderTask {
  readonly path: string;
  readonly verb: ReaderVerb;
  readonly input: unknown;
}

/** Its answer. An error class does not survive the way between threads, so its parts travel. */
export type ReaderReply =
  | { readonly ok: true; readonly answer: unknown }
  | {
      readonly ok: false;
      readonly code: GraphErrorCode;
      readonly message: string;
      readonly suggestions: readonly string[];
      readonly issues: readonly { readonly path: string; readonly message: string }[];
    };
