import type { GraphErrorCode } from '@clew/graph-store';
import type { HomeVerb } from './home-verbs.ts';

/** Work for a home thread. */
export interface HomeTask {
  readonly home: string;
  readonly verb: HomeVerb;
  readonly input: unknown;
}

/** Its answer. An error class does not survive the way between threads, so its parts travel. */
export type HomeReply =
  | { readonly ok: true; readonly answer: unknown }
  | {
      readonly ok: false;
      readonly code: GraphErrorCode;
      readonly message: string;
      readonly suggestions: readonly string[];
      readonly issues: readonly { readonly path: string; readonly message: string }[];
    };
