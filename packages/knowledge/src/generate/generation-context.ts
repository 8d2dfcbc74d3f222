import type { Llm } from '@clew/contracts';
import type { Graph } from '@clew/graph-store';
import type { Clock } from '../client/clock.ts';
import type { RedactText } from './prepare-summary.ts';

/** What a run works with. */
export interface GenerationContext {
  readonly graph: Graph;
  /** Folder of the sources. */
  readonly root: string;
  /** Null: generation is off. */
  readonly llm: Llm | null;
  readonly redact: RedactText;
  readonly clock?: Clock | undefined;
}
