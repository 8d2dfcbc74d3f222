import type { ReaderAnswer, ReaderInput, ReaderVerb } from '@clew/graph-store';

export interface KnownCodebase {
  readonly name: string;
  /** Absolute path of the sources. */
  readonly root: string;
}

/** Where the tools get their answers from: a server's pool of readers, or a graph that is open. */
export interface GraphSource {
  codebases(): Promise<readonly KnownCodebase[]>;
  /** @throws what the verb throws, and when there is no such codebase */
  ask<Verb extends ReaderVerb>(
    verb: Verb,
    call: {
      readonly name: string;
      readonly input: ReaderInput<Verb>;
      readonly signal: AbortSignal;
    },
  ): Promise<ReaderAnswer<Verb>>;
}
