import type { Graph } from '../open-graph.ts';

/**
 * Runs work with another graph attached as `other`, on one snapshot of both. The connection may be
 * readonly; what work leaves in temporary tables is gone afterwards.
 */
export function withOtherGraph<T>(graph: Graph, path: string, work: () => T): T {
  graph.sqlite.prepare('attach database ? as other').run(path);
  try {
    graph.sqlite.exec('begin');
    try {
      return work();
    } finally {
      // Temporary tables are undone as well.
      graph.sqlite.exec('rollback');
    }
  } finally {
    graph.sqlite.exec('detach database other');
  }
}
