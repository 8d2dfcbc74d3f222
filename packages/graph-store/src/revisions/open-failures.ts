import { type FileFailure, fileFailureSchema } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';

interface FailureRow {
  readonly path: string;
  readonly message: string;
  readonly line: number | null;
}

/**
 * Files that failed in the last full run or since, and were neither indexed nor removed after that: what the graph
 * says of them, if anything, is what an earlier run saw. By path.
 */
export function openFailures(graph: Graph): readonly FileFailure[] {
  return graph
    .prepare<[], FailureRow>(`
      select failure.value ->> 'path' as path, failure.value ->> 'message' as message,
        failure.value ->> 'line' as line, max(r.id)
      from revisions r, json_each(r.failures) failure
      where r.id >= coalesce((select max(id) from revisions where scope = 'full'), 0)
        and not exists (
          select 1 from files f
          where f.path = failure.value ->> 'path'
            and coalesce(f.deleted_at, f.updated_at) >= r.started_at)
      group by failure.value ->> 'path'
      order by path`)
    .all()
    .map(({ path, message, line }) => fileFailureSchema.parse({ path, message, line }));
}
