import { type Constraint, type ConstraintChange, constraintChangeSchema } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { assertCurrent } from './assert-current.ts';
import { assertConstraintIsFree, requireConstraint, toConstraint } from './constraint-row.ts';
import { findSource } from './require-source.ts';

interface Values {
  readonly id: number;
  readonly name: string;
  readonly description: string | null;
  readonly constraint_type: string;
  readonly source_id: number | null;
  readonly source_line: number | null;
  readonly source_hash: string | null;
  readonly now: string;
}

/**
 * Changes a constraint: what is left out stays. It lands only if the constraint, and the symbol that it
 * is about afterwards, are still as the writer had read them; it is not stale then.
 *
 * @throws GraphError `knowledge_not_found`, `symbol_not_found`, `knowledge_invalid`, `knowledge_changed`,
 *   `source_changed` or `knowledge_exists`
 */
export function updateConstraint({
  ctx: { graph, now = () => new Date() },
  input: { id, ...input },
}: {
  readonly ctx: { readonly graph: Graph; readonly now?: () => Date };
  readonly input: ConstraintChange & { readonly id: number };
}): Constraint {
  const change = constraintChangeSchema.parse(input);
  return graph.transaction(() => {
    const row = requireConstraint(graph, id);
    const old = toConstraint(row);
    const { source_hash } = change;
    const fqn = change.source === undefined ? row.fqn : change.source;
    const source = findSource(graph, { fqn, source_hash });
    assertCurrent({
      subject: `the constraint "${old.name}"`,
      read: { source_hash, version: change.version },
      current: { source_hash: source?.hash ?? null, version: old.version },
    });
    const name = change.name ?? old.name;
    const sourceId = source?.symbol.id ?? null;
    assertConstraintIsFree(graph, { id, name, sourceId });
    graph
      .prepare<[Values]>(`
        update constraints
        set name = :name, description = :description, constraint_type = :constraint_type,
          source_id = :source_id, source_line = :source_line, source_hash = :source_hash,
          is_stale = 0, updated_at = :now
        where id = :id
          and (name, description, constraint_type, source_id, source_line, source_hash, is_stale)
            is not (:name, :description, :constraint_type, :source_id, :source_line, :source_hash, 0)`)
      .run({
        id,
        name,
        description: change.description === undefined ? old.description : change.description,
        constraint_type: change.constraint_type ?? old.constraint_type,
        source_id: sourceId,
        source_line: change.source_line === undefined ? old.source_line : change.source_line,
        source_hash,
        now: now().toISOString(),
      });
    return toConstraint(requireConstraint(graph, id));
  });
}
