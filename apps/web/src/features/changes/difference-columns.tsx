import type { DifferenceKind, GraphDifference } from '@clew/contracts';
import { formatSite, formatTerm } from '../../format.ts';
import type { Column } from '../../ui/data-table.tsx';
import { StatusBadge, type StatusLook } from '../../ui/status-badge.tsx';

const looks = {
  added: { tone: 'ok', icon: 'plus' },
  removed: { tone: 'danger', icon: 'trash' },
  renamed: { tone: 'accent', icon: 'edit' },
  changed: { tone: 'warn', icon: 'edit' },
} as const satisfies Record<string, StatusLook>;

/** How the table of differences tells each of them. */
export const differenceColumns: readonly Column<GraphDifference>[] = [
  {
    id: 'what',
    label: 'What',
    width: '45%',
    cell: (row) => (
      <span className="font-mono text-xs" title={subjectOf(row).fqn}>
        {subjectOf(row).name}
      </span>
    ),
  },
  {
    id: 'kind',
    label: 'Difference',
    width: '170px',
    cell: (row) => <StatusBadge look={lookOf(row.kind)}>{formatTerm(row.kind)}</StatusBadge>,
  },
  { id: 'detail', label: 'In detail', width: '35%', wide: true, cell: detailOf },
  {
    id: 'where',
    label: 'Where',
    width: '30%',
    wide: true,
    cell: (row) => {
      const { file, start_line } = subjectOf(row);
      const line = 'line' in row ? row.line : start_line;
      return file === null ? null : (
        <span className="font-mono text-2xs text-ink-faint">{formatSite(file, line)}</span>
      );
    },
  },
];

function lookOf(kind: DifferenceKind) {
  switch (kind) {
    case 'symbol_added':
    case 'edge_added':
    case 'entry_point_added':
    case 'dependency_added':
      return looks.added;
    case 'symbol_removed':
    case 'edge_removed':
    case 'entry_point_removed':
    case 'dependency_removed':
      return looks.removed;
    case 'symbol_renamed':
      return looks.renamed;
    case 'symbol_changed':
      return looks.changed;
  }
}

/** The symbol that a difference is about. */
export function subjectOf(row: GraphDifference) {
  switch (row.kind) {
    case 'edge_added':
    case 'edge_removed':
      return row.from;
    case 'dependency_added':
    case 'dependency_removed':
      return row.caller;
    case 'symbol_added':
    case 'symbol_removed':
    case 'symbol_renamed':
    case 'symbol_changed':
    case 'entry_point_added':
    case 'entry_point_removed':
      return row.symbol;
  }
}

function detailOf(row: GraphDifference) {
  switch (row.kind) {
    case 'symbol_added':
    case 'symbol_removed':
      return formatTerm(row.symbol.kind);
    case 'symbol_renamed':
      return (
        <span className="font-mono text-xs" title={row.old_fqn}>
          was {row.old_fqn.split('#').at(-1)}
        </span>
      );
    case 'symbol_changed':
      return row.changed.map(formatTerm).join(', ');
    case 'edge_added':
    case 'edge_removed':
      return (
        <span title={row.to.fqn}>
          {formatTerm(row.relation)} <span className="font-mono text-xs">{row.to.name}</span>
        </span>
      );
    case 'entry_point_added':
    case 'entry_point_removed':
      return [
        formatTerm(row.entry_type),
        row.http_method,
        row.http_path,
        row.name,
        row.cron_expression,
        row.mq_queue,
      ]
        .filter((part) => part !== null)
        .join(' ');
    case 'dependency_added':
    case 'dependency_removed':
      return `${row.dependency_type} ${row.target ?? ''}`;
  }
}

/** Tells a difference from all others of the same two moments. */
export function keyOfDifference(row: GraphDifference): string {
  const subject = subjectOf(row).fqn;
  const rest = 'to' in row ? `${row.relation} ${row.to.fqn} ${row.file} ${row.line}` : '';
  const outside = 'target' in row ? `${row.dependency_type} ${row.target}` : '';
  const entry =
    'entry_type' in row
      ? `${row.entry_type} ${row.http_method} ${row.http_path} ${row.name} ${row.mq_queue} ${row.cron_expression}`
      : '';
  return `${row.kind} ${subject} ${rest}${outside}${entry}`;
}
