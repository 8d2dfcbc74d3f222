import type { Graph } from '../open-graph.ts';
import { architectureNodes } from './architecture-nodes.ts';
import { readRecordedArchitecture } from './read-recorded-architecture.ts';
import { selectSymbols } from './select-symbols.ts';

/** The layers of these symbols, by the architecture of the last index run; those in none are left out. */
export function layersById({
  ctx: { graph },
  input: { ids },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly ids: readonly number[] };
}): ReadonlyMap<number, string> {
  const layers = new Map<number, string>();
  const architecture = readRecordedArchitecture({ ctx: { graph } });
  if (architecture === null || Object.keys(architecture.layers).length === 0) return layers;
  const selection = selectSymbols(architecture.layers);
  const nodes = architectureNodes(graph, ids);
  for (const id of ids) {
    const node = nodes.get(id);
    const layer = node === undefined ? null : selection.layerOf(node);
    if (layer !== null) layers.set(id, layer);
  }
  return layers;
}
