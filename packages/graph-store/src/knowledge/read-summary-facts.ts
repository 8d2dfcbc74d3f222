import { type SymbolKind, symbolKindSchema } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { requireSymbol } from '../symbols/find-symbol.ts';

/** A symbol beside the one that is described, with its fresh summary if it has one. */
export interface DescribedNeighbour {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly signature: string | null;
  readonly summary: string | null;
}

/** What the graph knows about a symbol that helps to describe it. */
export interface SummaryFacts {
  readonly fqn: string;
  readonly kind: SymbolKind;
  readonly signature: string | null;
  /** Where it stands, and the SHA-256 of that file when it was indexed, if that is known. */
  readonly place: {
    readonly file: string;
    readonly contentHash: string | null;
    readonly first: number | null;
    readonly last: number | null;
  } | null;
  /** What lies inside of it: described ones first, then as they stand in the source. */
  readonly members: readonly DescribedNeighbour[];
  readonly callers: readonly DescribedNeighbour[];
  readonly callees: readonly DescribedNeighbour[];
}

interface NeighbourRow {
  readonly name: string;
  readonly kind: string;
  readonly signature: string | null;
  readonly summary: string | null;
}

const mostMembers = 300;
const mostNeighbours = 20;
const uses = (['calls', 'instantiates', 'inherits', 'implements', 'injects'] as const)
  .map(relationCode)
  .join(', ');

const columns = `
  s.name, s.kind, s.signature,
  (select m.summary from summaries m
   where m.target_id = s.id and m.is_stale = 0 order by m.id desc limit 1) as summary`;

/** @throws GraphError `symbol_not_found` with close names */
export function readSummaryFacts({
  ctx: { graph },
  input: { fqn },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly fqn: string };
}): SummaryFacts {
  return graph.sqlite.transaction((): SummaryFacts => {
    const row = requireSymbol(graph, fqn);
    const file = graph
      .prepare<[number], { path: string; content_hash: string | null }>(
        'select f.path, f.content_hash from files f join symbols s on s.file_id = f.id where s.id = ?',
      )
      .get(row.id);
    return {
      fqn: row.fqn,
      kind: symbolKindSchema.parse(row.kind),
      signature: row.signature,
      place:
        file === undefined
          ? null
          : {
              file: file.path,
              contentHash: file.content_hash,
              first: row.start_line,
              last: row.end_line,
            },
      members: membersOf(graph, row.id),
      callers: neighboursOf(graph, row.id, { own: 'to_id', other: 'from_id' }),
      callees: neighboursOf(graph, row.id, { own: 'from_id', other: 'to_id' }),
    };
  })();
}

function membersOf(graph: Graph, id: number): readonly DescribedNeighbour[] {
  return graph
    .prepare<[number], NeighbourRow>(`
      select ${columns}
      from symbols s
      where s.parent_id = ? and s.deleted_at is null and s.kind <> 'parameter'
      order by summary is null, s.start_line, s.fqn
      limit ${mostMembers}`)
    .all(id)
    .map(toNeighbour);
}

function neighboursOf(
  graph: Graph,
  id: number,
  ends: { readonly own: 'from_id' | 'to_id'; readonly other: 'from_id' | 'to_id' },
): readonly DescribedNeighbour[] {
  return graph
    .prepare<[number, number], NeighbourRow>(`
      select ${columns}
      from symbols s
      where s.id in (
          select e.${ends.other} from edges e where e.${ends.own} = ? and e.relation in (${uses})
        )
        and s.id <> ? and s.deleted_at is null
      order by s.origin = 'project' desc, summary is null, s.fqn
      limit ${mostNeighbours}`)
    .all(id, id)
    .map(toNeighbour);
}

function toNeighbour({ kind, ...rest }: NeighbourRow): DescribedNeighbour {
  return { ...rest, kind: symbolKindSchema.parse(kind) };
}
