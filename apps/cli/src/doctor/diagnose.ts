import type { FactBatch, GraphDrift, GraphExamination } from '@clew/contracts';
import { compareFacts, examineGraph, type Graph, readIndexInputs } from '@clew/graph-store';
import { isUpToDate } from '@clew/indexer';

/** What was found out about the graph of one codebase. */
export interface Diagnosis {
  readonly examination: GraphExamination;
  /** Whether the sources are those that the graph was made from. */
  readonly is_fresh: boolean;
  /**
   * How far the graph is from what a full index of the sources says; null when that was not looked at,
   * because it was not asked for or the sources are others by now.
   */
  readonly drift: GraphDrift | null;
}

/**
 * Looks at a graph from end to end, then at its sources, and last compares it, set by set, with what
 * indexing them anew says. Writes nothing.
 *
 * @param input.root folder of the sources
 * @param input.indexAnew null: do not compare
 */
export async function diagnose({
  graph,
  root,
  indexAnew,
}: {
  readonly graph: Graph;
  readonly root: string;
  readonly indexAnew: (() => Promise<FactBatch>) | null;
}): Promise<Diagnosis> {
  const examination = examineGraph({ ctx: { graph } });
  const isFresh =
    examination.revision !== null &&
    isUpToDate({ root, known: readIndexInputs({ ctx: { graph } }) });
  const drift =
    isFresh && indexAnew !== null
      ? compareFacts({ ctx: { graph }, input: { batch: await indexAnew() } })
      : null;
  return { examination, is_fresh: isFresh, drift };
}

/** Whether nothing is wrong: warnings tell that something is not the whole truth, and no more. */
export function isSound({ examination, is_fresh, drift }: Diagnosis): boolean {
  return examination.status !== 'damaged' && is_fresh && drift?.same !== false;
}
