import type { HomeVerb } from './home-verbs.ts';

/** Work for a home thread. */
export interface HomeTask {
  readonly home: string;
  readonly verb: HomeVerb;
  readonly input: unknown;
}
