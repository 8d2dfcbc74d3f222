import type { LayerMatrix, Relation } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { relationCode, relationName } from '../schema/edge-code.ts';
import { architectureNodes } from './architecture-nodes.ts';
import { assertArchitectureKnown, readRecordedArchitecture } from './read-recorded-architecture.ts';
import { selectSymbols } from './select-symbols.ts';

const separator = '\0';

/**
 * The layers of the last index run, how much is in each, and what goes from one to another.
 *
 * @throws GraphError `moment_gone` in a graph of the past when nobody wrote down the layers of then
 */
export function describeLayers({
  ctx: { graph },
}: {
  readonly ctx: { readonly graph: Graph };
}): LayerMatrix {
  assertArchitectureKnown(graph);
  const architecture = readRecordedArchitecture({ ctx: { graph } });
  const selection = selectSymbols(architecture?.layers ?? {});
  const symbols = new Map(Object.keys(architecture?.layers ?? {}).map((name) => [name, 0]));
  const layers = new Map<number, string>();
  let outside = 0;
  for (const node of architectureNodes(graph).values()) {
    const layer = selection.layerOf(node);
    if (layer !== null) {
      layers.set(node.id, layer);
      symbols.set(layer, (symbols.get(layer) ?? 0) + 1);
    } else if (node.origin === 'project') outside += 1;
  }
  return {
    architecture,
    layers: [...symbols].map(([name, count]) => ({ name, symbols: count })),
    outside,
    edges: layers.size === 0 ? [] : countEdges(graph, layers),
  };
}

function countEdges(graph: Graph, layers: ReadonlyMap<number, string>): LayerMatrix['edges'] {
  const counts = new Map<string, number>();
  const edges = graph.prepare<
    [number],
    { readonly from_id: number; readonly to_id: number; readonly relation: number }
  >('select from_id, to_id, relation from edges where relation <> ?');
  for (const { from_id, to_id, relation } of edges.iterate(relationCode('contains'))) {
    const from = layers.get(from_id);
    const to = layers.get(to_id);
    if (from === undefined || to === undefined || from === to) continue;
    const key = [from, to, relationName(relation)].join(separator);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => {
      const [from = '', to = '', relation = ''] = key.split(separator);
      return { from, to, relation: relation as Relation, count };
    });
}
