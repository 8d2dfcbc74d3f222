import type { ChangeEntity } from '../changes/graph-change.ts';

/** The table whose rows an entity of the outbox stands for. */
export function recordedTable(entity: ChangeEntity): string {
  switch (entity) {
    case 'revision':
      return 'revisions';
    case 'file':
      return 'files';
    case 'symbol':
      return 'symbols';
    case 'edge':
      return 'edges';
    case 'unresolved_reference':
      return 'unresolved_references';
    case 'entry_point':
      return 'entry_points';
    case 'external_dependency':
      return 'external_dependencies';
    case 'anti_pattern':
      return 'anti_patterns';
    case 'summary':
      return 'summaries';
    case 'glossary':
      return 'glossary';
    case 'constraint':
      return 'constraints';
    default:
      return entity satisfies never;
  }
}
