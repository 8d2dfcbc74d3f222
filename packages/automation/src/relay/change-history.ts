import type { GraphHistoryRow } from '@clew/event-store';
import type { GraphChange } from '@clew/graph-store';
import { rowOf } from './classify-change.ts';
import { storableText } from './storable-text.ts';

const operations = { insert: 'INSERT', update: 'UPDATE', delete: 'DELETE' } as const;

/** The row of the history that a change of a graph becomes. */
export function changeHistory(change: GraphChange): GraphHistoryRow {
  return {
    time: change.created_at,
    seq: change.seq,
    revision: change.revision ?? 0,
    op: operations[change.op],
    entity: change.entity,
    entity_ref: entityRef(change),
    old_values: storableText(change.old),
    new_values: storableText(change.new),
  };
}

/** The symbol that a change is about, so that the history of a symbol is found by its name. */
function entityRef(change: GraphChange): string {
  const row = rowOf(change.new) ?? rowOf(change.old) ?? {};
  const name = (field: string) => String(row[field] ?? change.entity_id);
  switch (change.entity) {
    case 'revision':
      return String(change.entity_id);
    case 'file':
      return name('path');
    case 'symbol':
      return name('fqn');
    case 'edge':
    case 'unresolved_reference':
    case 'anti_pattern':
      return name('from');
    case 'entry_point':
      return name('symbol');
    case 'external_dependency':
      return name('caller');
    case 'summary':
      return name('target');
    case 'glossary':
    case 'constraint':
      return name('source');
    default:
      return change.entity satisfies never;
  }
}
