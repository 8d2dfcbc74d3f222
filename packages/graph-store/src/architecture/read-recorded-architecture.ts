import { type Architecture, architectureSchema } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';

/** The architecture as the last index run read it; null when the codebase names none. */
export function readRecordedArchitecture({
  ctx: { graph },
}: {
  readonly ctx: { readonly graph: Graph };
}): Architecture | null {
  const row = graph
    .prepare<[], { config: string }>('select config from architecture where id = 1')
    .get();
  return row === undefined ? null : architectureSchema.parse(JSON.parse(row.config));
}
