import { GraphError } from '../graph-error.ts';
import type { Graph } from '../open-graph.ts';

/**
 * No way leads back to a moment. Says which is the oldest one that can be reached.
 *
 * @param reachable the earliest change behind which the graph can be made again
 */
export function momentGone(graph: Graph, reachable: number): GraphError {
  const oldest = graph
    .prepare<[number], { id: number; finished_at: string }>(`
      select id, finished_at from revisions
      where last_change >= max(?, (select complete_since from change_recording where id = 1))
      order by id limit 1`)
    .get(reachable);
  const hint =
    oldest === undefined
      ? 'Index the codebase again; from then on it can be shown as it was.'
      : `The oldest that can be shown is revision ${oldest.id}, of ${oldest.finished_at}.`;
  return new GraphError('moment_gone', `The history does not reach back that far. ${hint}`);
}
