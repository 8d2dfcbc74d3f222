import { GraphError } from '../graph-error.ts';
import type { Graph } from '../open-graph.ts';
import { lastRevision } from '../revisions/list-revisions.ts';

/** The number of the last revision when sources were read; null before the first one. */
export type FactsBasis = number | null;

/** Each attempt that fails means that another run stored its facts, so this is much of other people's work. */
const mostAttempts = 10;

/**
 * Reads sources and stores their facts, so that newer facts are never overwritten by older ones: what was
 * read before another run stored its facts is read again. `attempt` reads and stores, the latter by
 * `applyFacts` with this basis.
 *
 * @throws GraphError `facts_outdated` when others were faster ten times; whatever `attempt` throws
 */
export async function readUntilNewest<T>({
  ctx: { graph },
  input: { attempt },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly attempt: (basis: FactsBasis) => Promise<T> };
}): Promise<T> {
  for (let left = mostAttempts - 1; ; left -= 1) {
    try {
      return await attempt(lastRevision(graph)?.id ?? null);
    } catch (error) {
      const isOutdated = error instanceof GraphError && error.code === 'facts_outdated';
      if (!isOutdated || left === 0) throw error;
    }
  }
}

/**
 * Refuses facts that were read before the last revision was stored, for they may be older than its.
 * Belongs into the transaction that stores them.
 *
 * @throws GraphError `facts_outdated`
 */
export function assertNewest(graph: Graph, basis: FactsBasis): void {
  const last = lastRevision(graph)?.id ?? null;
  if (last === basis) return;
  throw new GraphError(
    'facts_outdated',
    `Another index run stored revision ${last ?? 0} while this one read the sources, so its facts may be older. Nothing was stored; index again.`,
  );
}
