import { readArchitecture } from '@clew/config-files';
import type { FactBatch, Revision } from '@clew/contracts';
import {
  applyFacts,
  assertNewest,
  type FactsBasis,
  type Graph,
  listRevisions,
  recordArchitecture,
} from '@clew/graph-store';
import { isEmptyBatch } from '@clew/indexer';

/** What became of the facts of one run. */
export interface StoredFacts {
  readonly revision: Revision;
  /** True when the graph said all of it already, so that nothing was written. */
  readonly isUnchanged: boolean;
}

/**
 * Stores the facts of a run, and what they mean for the architecture of the codebase, in one
 * transaction. A `clew.yaml` that cannot be read leaves what was recorded; `clew check` tells of it.
 *
 * @throws GraphError as `applyFacts` does
 */
export async function storeFacts({
  graph,
  root,
  facts,
  startedAt,
  basis,
}: {
  readonly graph: Graph;
  readonly root: string;
  readonly facts: FactBatch;
  readonly startedAt: Date;
  /** The last revision when the facts were read; absent when they are not read from the sources now. */
  readonly basis?: FactsBasis;
}): Promise<StoredFacts> {
  const found = await readArchitecture(root);
  const derive = (): void => {
    if (found.kind === 'invalid') return;
    const { architecture, baseline } = found;
    recordArchitecture({ ctx: { graph }, input: { architecture, baseline } });
  };
  const [last = null] = listRevisions({ ctx: { graph }, input: { limit: 1 } }).items;
  // Another commit with the same sources is worth a revision: it tells which commit the graph is of.
  if (last !== null && isEmptyBatch(facts) && last.commit === facts.commit) {
    graph.transaction(() => {
      if (basis !== undefined) assertNewest(graph, basis);
      derive();
    });
    return { revision: last, isUnchanged: true };
  }
  const revision = applyFacts({
    ctx: { graph, startedAt, derive, ...(basis === undefined ? {} : { basis }) },
    input: facts,
  });
  return { revision, isUnchanged: false };
}
