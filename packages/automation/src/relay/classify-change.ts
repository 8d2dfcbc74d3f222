import type { JsonValue } from '@clew/contracts';
import type { GraphChange } from '@clew/graph-store';
import { storableText } from './storable-text.ts';

/** A row of a graph as the outbox shows it. */
export type ChangedRow = Readonly<Record<string, JsonValue>>;

/** What a change of a graph means; null when it concerns only the history. */
export type ChangeMeaning =
  | { readonly kind: 'indexed'; readonly revision: ChangedRow }
  | { readonly kind: 'symbol_added'; readonly symbol: ChangedRow; readonly restored: boolean }
  | {
      readonly kind: 'symbol_removed';
      readonly symbol: ChangedRow;
      readonly mode: 'soft' | 'hard';
    }
  | { readonly kind: 'symbol_renamed'; readonly old: ChangedRow; readonly symbol: ChangedRow }
  | {
      readonly kind: 'symbol_changed';
      readonly old: ChangedRow;
      readonly symbol: ChangedRow;
      readonly changed: readonly string[];
    }
  | { readonly kind: 'edge_added' | 'edge_removed'; readonly edge: ChangedRow }
  | { readonly kind: 'entry_point_added' | 'entry_point_removed'; readonly entry: ChangedRow }
  | { readonly kind: 'dependency_added' | 'dependency_removed'; readonly dependency: ChangedRow }
  | {
      readonly kind: 'constraint_violated' | 'cycle_introduced';
      readonly violation: ChangedRow;
      readonly details: ChangedRow;
    };

/** What of a symbol a reader may react to, besides its name and its life. */
const symbolFields = [
  'kind',
  'file',
  'parent',
  'signature',
  'modifiers',
  'annotations',
  'shape_hash',
  'body_hash',
] as const;

/**
 * Says what a change means to those who watch the code. Stubs of libraries are no symbols of the
 * project; what they say changes with the sources that name them.
 */
export function classifyChange(change: GraphChange): readonly ChangeMeaning[] {
  const old = rowOf(change.old);
  const now = rowOf(change.new);
  switch (change.entity) {
    case 'revision':
      return now === null ? [] : [{ kind: 'indexed', revision: now }];
    case 'symbol':
      return symbolMeaning(old, now);
    case 'edge':
      if (old === null && now !== null) return [{ kind: 'edge_added', edge: now }];
      if (old !== null && now === null) return [{ kind: 'edge_removed', edge: old }];
      return [];
    case 'entry_point':
      // Another line is no other entry point.
      if (old !== null && now !== null && isSameEntry(old, now)) return [];
      return [
        ...(old === null ? [] : [{ kind: 'entry_point_removed', entry: old } as const]),
        ...(now === null ? [] : [{ kind: 'entry_point_added', entry: now } as const]),
      ];
    case 'external_dependency':
      // Another strength is no other dependency.
      if (old !== null && now !== null && isSameDependency(old, now)) return [];
      return [
        ...(old === null ? [] : [{ kind: 'dependency_removed', dependency: old } as const]),
        ...(now === null ? [] : [{ kind: 'dependency_added', dependency: now } as const]),
      ];
    case 'file':
    case 'unresolved_reference':
    case 'anti_pattern':
      return now === null || isTolerated(now) ? [] : violationMeaning(old, now);
    case 'summary':
    case 'glossary':
    case 'constraint':
      return [];
    default:
      return change.entity satisfies never;
  }
}

/** Reads a row of the outbox. Its triggers write JSON objects, and a check of the table sees to it. */
export function rowOf(text: string | null): ChangedRow | null {
  return text === null ? null : (JSON.parse(storableText(text)) as ChangedRow);
}

/** A violation that was there is told once, and again when it is tolerated no more. */
function violationMeaning(old: ChangedRow | null, now: ChangedRow): readonly ChangeMeaning[] {
  if (old !== null && !isTolerated(old)) return [];
  const details = detailsOf(now);
  const kind = details.cycle === null ? 'constraint_violated' : 'cycle_introduced';
  return [{ kind, violation: now, details }];
}

function isTolerated(violation: ChangedRow): boolean {
  return (detailsOf(violation).status ?? 'new') !== 'new';
}

/** Sites, cycle and status. Rows from before these were recorded have none. */
function detailsOf({ details }: ChangedRow): ChangedRow {
  const isObject = typeof details === 'object' && details !== null && !Array.isArray(details);
  return isObject ? (details as ChangedRow) : { sites: [], sites_total: 0, cycle: null };
}

const isActive = (symbol: ChangedRow | null) =>
  symbol !== null && symbol.origin === 'project' && symbol.deleted_at === null;

function symbolMeaning(old: ChangedRow | null, now: ChangedRow | null): readonly ChangeMeaning[] {
  const was = isActive(old);
  const is = isActive(now);
  if (now !== null && is && !was) {
    return [{ kind: 'symbol_added', symbol: now, restored: old?.origin === 'project' }];
  }
  // One that was soft-deleted before is told again: only now does nothing lead back to it.
  if (old !== null && now === null && old.origin === 'project') {
    return [{ kind: 'symbol_removed', symbol: old, mode: 'hard' }];
  }
  if (old !== null && was && !is) return [{ kind: 'symbol_removed', symbol: old, mode: 'soft' }];
  if (old === null || now === null || !is) return [];
  const changed = symbolFields.filter(
    (field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]),
  );
  return [
    ...(old.fqn === now.fqn ? [] : [{ kind: 'symbol_renamed', old, symbol: now } as const]),
    ...(changed.length === 0
      ? []
      : [{ kind: 'symbol_changed', old, symbol: now, changed } as const]),
  ];
}

function isSameEntry(old: ChangedRow, now: ChangedRow): boolean {
  return (
    [
      'symbol_id',
      'entry_type',
      'http_method',
      'http_path',
      'cron_expression',
      'mq_queue',
      'name',
      'resolution',
    ] as const
  ).every((field) => old[field] === now[field]);
}

function isSameDependency(old: ChangedRow, now: ChangedRow): boolean {
  return (['caller_id', 'dependency_type', 'target'] as const).every(
    (field) => old[field] === now[field],
  );
}
