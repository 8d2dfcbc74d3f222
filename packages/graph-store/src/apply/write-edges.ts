import type { EdgeFact } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { relationCode, resolutionCode } from '../schema/edge-code.ts';
import type { SymbolWriter } from './symbol-writer.ts';

interface StoredEdge {
  readonly id: number;
  readonly from_id: number;
  readonly to_id: number;
  readonly relation: number;
  readonly line: number;
  readonly resolution: number;
  readonly metadata: string | null;
}

type EdgeValues = Omit<StoredEdge, 'id'>;

/**
 * Makes the edges that a file owns exactly those of its facts: an edge that is still there keeps
 * its row. Symbols that lost an edge are added to `abandoned`.
 */
export function writeEdges(
  graph: Graph,
  {
    fileId,
    facts,
    symbols,
    isNew,
    abandoned,
  }: {
    readonly fileId: number;
    readonly facts: readonly EdgeFact[];
    readonly symbols: SymbolWriter;
    /** The file had no facts before, so there is nothing to compare with. */
    readonly isNew: boolean;
    readonly abandoned: Set<number>;
  },
): number {
  const before = isNew ? new Map<string, StoredEdge>() : storedEdges(graph, fileId);
  const seen = new Set<string>();
  const changed: EdgeValues[] = [];
  for (const fact of facts) {
    const edge: EdgeValues = {
      from_id: symbols.target(fact.from),
      to_id: symbols.target(fact.to),
      relation: relationCode(fact.relation),
      line: fact.line,
      resolution: resolutionCode(fact.resolution),
      metadata: fact.metadata === null ? null : JSON.stringify(fact.metadata),
    };
    const key = keyOf(edge);
    if (seen.has(key)) continue;
    seen.add(key);
    const stored = before.get(key);
    before.delete(key);
    if (stored?.resolution === edge.resolution && stored.metadata === edge.metadata) continue;
    changed.push(edge);
  }
  insertEdges(graph, fileId, changed);
  removeEdges(graph, [...before.values()], abandoned);
  return seen.size;
}

const rowsAtOnce = 32;

/** Many rows in one statement: the calls cost more than the rows. */
function insertEdges(graph: Graph, fileId: number, edges: readonly EdgeValues[]): void {
  let start = 0;
  for (const size of [rowsAtOnce, 1]) {
    const insert = graph.prepare<(number | string | null)[]>(insertRows(size));
    for (; start + size <= edges.length; start += size) {
      const values: (number | string | null)[] = [];
      for (let index = start; index < start + size; index += 1) {
        const edge = edges[index];
        if (edge === undefined) break;
        const { from_id, to_id, relation, line, resolution, metadata } = edge;
        values.push(fileId, from_id, to_id, relation, line, resolution, metadata);
      }
      insert.run(...values);
    }
  }
}

// An adopted graph may hold the same edge without a file: from now on this file owns it.
function insertRows(size: number): string {
  return `
    insert into edges (file_id, from_id, to_id, relation, line, resolution, metadata)
    values ${Array<string>(size).fill('(?, ?, ?, ?, ?, ?, ?)').join(', ')}
    on conflict (from_id, relation, to_id, line) do update set
      file_id = excluded.file_id, resolution = excluded.resolution, metadata = excluded.metadata`;
}

/** Removes every edge that a file owns. */
export function removeEdgesOf(graph: Graph, fileId: number, abandoned: Set<number>): void {
  removeEdges(graph, [...storedEdges(graph, fileId).values()], abandoned);
}

function removeEdges(graph: Graph, edges: readonly StoredEdge[], abandoned: Set<number>): void {
  const remove = graph.prepare<[number]>('delete from edges where id = ?');
  for (const edge of edges) {
    remove.run(edge.id);
    abandoned.add(edge.to_id);
  }
}

function storedEdges(graph: Graph, fileId: number): Map<string, StoredEdge> {
  const rows = graph
    .prepare<[number], StoredEdge>(`
      select id, from_id, to_id, relation, line, resolution, metadata
      from edges where file_id = ?`)
    .all(fileId);
  return new Map(rows.map((edge) => [keyOf(edge), edge]));
}

function keyOf({ from_id, to_id, relation, line }: EdgeValues): string {
  return `${from_id}:${relation}:${to_id}:${line}`;
}
