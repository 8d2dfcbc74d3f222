import { type SymbolKind, symbolKindSchema } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';

/** A symbol with all that rules of an architecture may ask of it. */
export interface ArchitectureNode {
  readonly id: number;
  readonly fqn: string;
  readonly kind: SymbolKind;
  readonly origin: string;
  readonly file: string | null;
  readonly annotations: readonly string[];
  /** What it lies in, nearest first. */
  readonly owners: readonly ArchitectureNode[];
  /** Of a library its name; of the codebase the package symbol that holds it, or null. */
  readonly package: string | null;
}

interface NodeRow {
  readonly id: number;
  readonly fqn: string;
  readonly kind: string;
  readonly origin: string;
  readonly package: string | null;
  readonly parent_id: number | null;
  readonly file: string | null;
  readonly annotations: string;
}

const none: readonly string[] = [];

const columns = `
  s.id, s.fqn, s.kind, s.origin, s.package, s.parent_id, f.path as file, s.annotations
  from symbols s left join files f on f.id = s.file_id`;

/**
 * Every active symbol by id, stubs of libraries included; or only these, deleted ones too, with what
 * they lie in.
 */
export function architectureNodes(
  graph: Graph,
  ids?: readonly number[],
): ReadonlyMap<number, ArchitectureNode> {
  const rows =
    ids === undefined
      ? graph.prepare<[], NodeRow>(`select ${columns} where s.deleted_at is null`).all()
      : graph
          .prepare<[string], NodeRow>(`
            with recursive chain(id) as (
              select value from json_each(?)
              union
              select o.parent_id from chain c join symbols o on o.id = c.id
              where o.parent_id is not null
            )
            select ${columns} where s.id in (select id from chain)`)
          .all(JSON.stringify(ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const nodes = new Map<number, ArchitectureNode>();
  const nodeOf = (row: NodeRow): ArchitectureNode => {
    const known = nodes.get(row.id);
    if (known !== undefined) return known;
    const above = row.parent_id === null ? undefined : byId.get(row.parent_id);
    const parent = above === undefined ? null : nodeOf(above);
    const kind = symbolKindSchema.parse(row.kind);
    const node: ArchitectureNode = {
      id: row.id,
      fqn: row.fqn,
      kind,
      origin: row.origin,
      file: row.file,
      annotations: row.annotations === '[]' ? none : (JSON.parse(row.annotations) as string[]),
      owners: parent === null ? [] : [parent, ...parent.owners],
      package:
        row.package ??
        (kind === 'package' && row.file === null ? row.fqn : (parent?.package ?? null)),
    };
    nodes.set(row.id, node);
    return node;
  };
  for (const row of rows) nodeOf(row);
  return nodes;
}
