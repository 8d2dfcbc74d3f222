import {
  type OwnDependency,
  type OwnEntryPoint,
  ownDependencySchema,
  ownEntryPointSchema,
} from '@clew/contracts';
import type { Graph } from '../open-graph.ts';

/** How the world gets to one symbol, and what it needs of the world. */
export function detectionsOf(
  graph: Graph,
  symbolId: number,
): {
  readonly entry_points: OwnEntryPoint[];
  readonly external_dependencies: OwnDependency[];
} {
  const entryPoints = graph
    .prepare<[number], unknown>(`
      select e.entry_type, e.http_method, e.http_path, e.cron_expression, e.mq_queue, e.name,
        e.resolution, f.path as file, e.line, e.detector
      from entry_points e left join files f on f.id = e.file_id
      where e.symbol_id = ?
      order by e.entry_type, e.http_path, e.http_method, e.id`)
    .all(symbolId);
  const dependencies = graph
    .prepare<[number], unknown>(`
      select d.dependency_type, d.target, d.strength, f.path as file, d.line, d.detector
      from external_dependencies d left join files f on f.id = d.file_id
      where d.caller_id = ?
      order by d.dependency_type, d.target, d.id`)
    .all(symbolId);
  return {
    entry_points: entryPoints.map((row) => ownEntryPointSchema.parse(row)),
    external_dependencies: dependencies.map((row) => ownDependencySchema.parse(row)),
  };
}
