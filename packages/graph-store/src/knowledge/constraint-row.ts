import { type Constraint, constraintTypeSchema, type OwnConstraint } from '@clew/contracts';
import { GraphError } from '../graph-error.ts';
import type { Graph } from '../open-graph.ts';
import { symbolRefColumns } from '../symbols/symbol-row.ts';
import { type SourceRefRow, toSourceRef } from './source-ref.ts';
import { versionOf } from './version-of.ts';

/** A constraint, with names that those of its symbol leave free. */
export interface ConstraintRow {
  readonly constraint_id: number;
  readonly constraint_name: string;
  readonly description: string | null;
  readonly constraint_type: string;
  readonly source_id: number | null;
  readonly source_line: number | null;
  readonly source_hash: string | null;
  readonly is_stale: number;
  readonly written_at: string;
  readonly changed_at: string;
}

const columns = `
  c.id as constraint_id, c.name as constraint_name, c.description, c.constraint_type, c.source_id,
  c.source_line, c.source_hash, c.is_stale, c.created_at as written_at, c.updated_at as changed_at`;

export const selectOwnConstraints = `select ${columns} from constraints c`;

/** Constraints, with their symbols. Those of deleted symbols are among them. */
export const selectConstraints = `
  select ${symbolRefColumns}, s.deleted_at, ${columns}
  from constraints c
  left join symbols s on s.id = c.source_id
  left join files f on f.id = s.file_id`;

export function toOwnConstraint(row: ConstraintRow): OwnConstraint {
  const { constraint_name: name, description, constraint_type, source_line, source_hash } = row;
  return {
    id: row.constraint_id,
    name,
    description,
    constraint_type: constraintTypeSchema.parse(constraint_type),
    source_line,
    source_hash,
    is_stale: row.is_stale === 1,
    version: versionOf([
      'constraint',
      name,
      description,
      constraint_type,
      row.source_id,
      source_line,
      source_hash,
    ]),
    created_at: row.written_at,
    updated_at: row.changed_at,
  };
}

export function toConstraint(row: ConstraintRow & SourceRefRow): Constraint {
  return { ...toOwnConstraint(row), source: toSourceRef(row) };
}

/** @throws GraphError `knowledge_not_found` */
export function requireConstraint(graph: Graph, id: number): ConstraintRow & SourceRefRow {
  const row = graph
    .prepare<[number], ConstraintRow & SourceRefRow>(`${selectConstraints} where c.id = ?`)
    .get(id);
  if (row !== undefined) return row;
  throw new GraphError(
    'knowledge_not_found',
    `There is no constraint ${id}. List the constraints to see which there are.`,
  );
}

/**
 * A name stands for one rule in a place: the same name, in any case, for the same symbol is refused.
 *
 * @throws GraphError `knowledge_exists`
 */
export function assertConstraintIsFree(
  graph: Graph,
  {
    id = null,
    name,
    sourceId,
  }: {
    /** The constraint that may bear the name, because it is the one that is changed. */
    readonly id?: number | null;
    readonly name: string;
    readonly sourceId: number | null;
  },
): void {
  const holder = graph
    .prepare<[string, number | null, number | null], { id: number }>(`
      select id from constraints
      where name = ? collate nocase and source_id is ? and id is not ?`)
    .get(name, sourceId, id);
  if (holder === undefined) return;
  throw new GraphError(
    'knowledge_exists',
    `There is a constraint "${name}" there already (${holder.id}). Change that one.`,
  );
}
