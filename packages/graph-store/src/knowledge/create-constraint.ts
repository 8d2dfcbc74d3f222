import { type Constraint, type NewConstraint, newConstraintSchema } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { assertCurrent } from './assert-current.ts';
import { assertConstraintIsFree, requireConstraint, toConstraint } from './constraint-row.ts';
import { findSource } from './require-source.ts';

/**
 * Adds a rule of the business: one that a symbol upholds, or one of the codebase as a whole.
 *
 * @throws GraphError `symbol_not_found`, `knowledge_invalid`, `source_changed` when the symbol is not
 *   what the writer had read any more, or `knowledge_exists`
 */
export function createConstraint({
  ctx: { graph },
  input,
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: NewConstraint;
}): Constraint {
  const constraint = newConstraintSchema.parse(input);
  const { name, description, constraint_type, source_line, source_hash } = constraint;
  return graph.transaction(() => {
    const source = findSource(graph, { fqn: constraint.source, source_hash });
    assertCurrent({
      subject: `the constraint "${name}"`,
      read: { source_hash, version: null },
      current: { source_hash: source?.hash ?? null, version: null },
    });
    const sourceId = source?.symbol.id ?? null;
    assertConstraintIsFree(graph, { name, sourceId });
    const { lastInsertRowid } = graph
      .prepare<[string, string | null, string, number | null, number | null, string | null]>(`
        insert into constraints (name, description, constraint_type, source_id, source_line, source_hash)
        values (?, ?, ?, ?, ?, ?)`)
      .run(name, description, constraint_type, sourceId, source_line, source_hash);
    return toConstraint(requireConstraint(graph, Number(lastInsertRowid)));
  });
}
