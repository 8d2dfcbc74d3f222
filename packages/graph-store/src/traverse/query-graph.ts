import {
  type GraphDirection,
  type GraphEdge,
  type GraphFilter,
  type Relation,
  relationSchema,
  type Subgraph,
} from '@clew/contracts';
import { layersById } from '../architecture/layers-by-id.ts';
import type { Graph } from '../open-graph.ts';
import { relationCode, relationName, resolutionName } from '../schema/edge-code.ts';
import { requireSymbol } from '../symbols/find-symbol.ts';
import { type SymbolRefRow, symbolRefColumns, toSymbolRef } from '../symbols/symbol-row.ts';
import { neighbourhoodCompleteness } from './measure-completeness.ts';

const edgesPerNode = 10;
const followed = relationSchema.options.filter((relation) => relation !== 'contains');

interface FoundNode extends SymbolRefRow {
  readonly depth: number;
}

/**
 * The part of the graph around some symbols: what they lead to over the relations within a depth,
 * level by level, and all edges of those relations between the nodes told of, so that both ends of
 * each edge are among them. What the filters leave out is neither told of nor passed. Past the limit
 * the nearest stay, by fqn within a level.
 *
 * @throws GraphError `symbol_not_found`
 */
export function queryGraph({
  ctx: { graph },
  input: {
    start,
    relations = followed,
    direction = 'outgoing',
    depth = 3,
    filters = {},
    limit = 500,
  },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: {
    readonly start: readonly string[];
    readonly relations?: readonly Relation[] | undefined;
    readonly direction?: GraphDirection | undefined;
    readonly depth?: number | undefined;
    readonly filters?: GraphFilter | undefined;
    readonly limit?: number | undefined;
  };
}): Subgraph {
  const codes = JSON.stringify(relations.map(relationCode));
  const step = graph.prepare<[Readonly<Record<string, string | null>>], SymbolRefRow>(
    selectNext(direction),
  );
  const found = new Map<number, FoundNode>();
  let cut = false;
  const add = (rows: readonly SymbolRefRow[], level: number): readonly number[] => {
    const fresh = rows.filter(({ id }) => !found.has(id));
    const kept = fresh.slice(0, limit - found.size);
    cut ||= kept.length < fresh.length;
    for (const row of kept) found.set(row.id, { ...row, depth: level });
    return kept.map(({ id }) => id);
  };
  const first = new Map(start.map((fqn) => [fqn, requireSymbol(graph, fqn)]));
  let frontier = add(
    [...first.values()].sort((a, b) => (a.fqn < b.fqn ? -1 : 1)),
    0,
  );
  for (let level = 1; level <= depth && frontier.length > 0; level += 1) {
    const rows = step.all({
      frontier: JSON.stringify(frontier),
      relations: codes,
      kinds: filters.kinds === undefined ? null : JSON.stringify(filters.kinds),
      origins: filters.origins === undefined ? null : JSON.stringify(filters.origins),
      prefix: filters.file_prefix ?? null,
    });
    frontier = add(rows, level);
  }
  const nodes = [...found.values()];
  const layers = layersById({ ctx: { graph }, input: { ids: [...found.keys()] } });
  const edges = edgesBetween(graph, [...found.keys()], codes, limit * edgesPerNode);
  return {
    nodes: nodes.map((row) => ({
      ...toSymbolRef(row),
      depth: row.depth,
      layer: layers.get(row.id) ?? null,
    })),
    edges: edges.items,
    truncated: cut || edges.cut,
    completeness: neighbourhoodCompleteness(graph, {
      ids: nodes.filter((row) => row.depth < depth).map(({ id }) => id),
      outgoing: direction !== 'incoming',
      incoming: direction !== 'outgoing',
      listsReferences: relations.includes('references'),
    }),
  };
}

function selectNext(direction: GraphDirection): string {
  const outgoing = `
    select e.to_id as id from json_each(:frontier) frontier
    join edges e on e.from_id = frontier.value
      and e.relation in (select value from json_each(:relations))`;
  const incoming = `
    select e.from_id as id from json_each(:frontier) frontier
    join edges e on e.to_id = frontier.value
      and e.relation in (select value from json_each(:relations))`;
  const either = { outgoing, incoming, both: `${outgoing} union ${incoming}` }[direction];
  return `
    select distinct ${symbolRefColumns}
    from (${either}) reached
    join symbols s on s.id = reached.id and s.deleted_at is null
    left join files f on f.id = s.file_id
    where (:kinds is null or s.kind in (select value from json_each(:kinds)))
      and (:origins is null or s.origin in (select value from json_each(:origins)))
      and (:prefix is null or substr(f.path, 1, length(:prefix)) = :prefix)
    order by s.fqn`;
}

interface EdgeRow {
  readonly from_fqn: string;
  readonly to_fqn: string;
  readonly relation: number;
  readonly file: string | null;
  readonly line: number;
  readonly resolution: number;
  readonly sites: number;
}

/**
 * Every edge of the relations between the nodes, by its ends and relation. The plus keeps each node
 * from being looked up with every other one.
 */
function edgesBetween(
  graph: Graph,
  ids: readonly number[],
  relations: string,
  limit: number,
): { readonly items: GraphEdge[]; readonly cut: boolean } {
  const rows = graph
    .prepare<[{ ids: string; relations: string; most: number }], EdgeRow>(`
      select f.fqn as from_fqn, t.fqn as to_fqn, e.relation, p.path as file, min(e.line) as line,
        e.resolution, count(*) as sites
      from json_each(:ids) node
      join edges e on e.from_id = node.value
        and e.relation in (select value from json_each(:relations))
      join symbols f on f.id = e.from_id
      join symbols t on t.id = e.to_id
      left join files p on p.id = e.file_id
      where +e.to_id in (select value from json_each(:ids))
      group by e.from_id, e.to_id, e.relation
      order by f.fqn, t.fqn, e.relation
      limit :most`)
    .all({ ids: JSON.stringify(ids), relations, most: limit + 1 });
  return {
    items: rows.slice(0, limit).map(({ from_fqn, to_fqn, relation, resolution, ...site }) => ({
      from: from_fqn,
      to: to_fqn,
      relation: relationName(relation),
      resolution: resolutionName(resolution),
      ...site,
    })),
    cut: rows.length > limit,
  };
}
