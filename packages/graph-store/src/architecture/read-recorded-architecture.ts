import { type Architecture, architectureSchema } from '@clew/contracts';
import { GraphError } from '../graph-error.ts';
import type { Graph } from '../open-graph.ts';
import { lastChange } from '../past/last-change.ts';

/**
 * The architecture as the last index run read it, in a graph of the past the one of then; null when the
 * codebase names none, or when nobody wrote down which one was in force then.
 */
export function readRecordedArchitecture({
  ctx: { graph },
}: {
  readonly ctx: { readonly graph: Graph };
}): Architecture | null {
  const row = inForce(graph);
  return row === undefined || row.config === null
    ? null
    : architectureSchema.parse(JSON.parse(row.config));
}

/** @throws GraphError `moment_gone` when nobody wrote down which architecture was in force then */
export function assertArchitectureKnown(graph: Graph): void {
  if (inForce(graph) !== undefined) return;
  if (graph.prepare('select 1 from architecture limit 1').get() === undefined) return;
  throw new GraphError(
    'moment_gone',
    'Which layers there were then, nobody wrote down. Ask for those of a later revision, or of the present.',
  );
}

/** A graph of the past holds later ones too; that it records nothing tells it from a live one. */
function inForce(graph: Graph): { readonly config: string | null } | undefined {
  return graph
    .prepare<[number, number], { config: string | null }>(`
      select config from architecture
      where since <= (select iif(enabled, ?, ?) from change_recording where id = 1)
      order by since desc limit 1`)
    .get(Number.MAX_SAFE_INTEGER, lastChange(graph));
}
