import type { BrokenReference } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { call } from '../../api.ts';
import { formatSite, formatTerm } from '../../format.ts';
import { symbols } from '../../places.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useKeysetRows } from '../../ui/use-keyset-rows.ts';
import { useMoment } from '../../use-moment.ts';

const pageSize = 100;

/** References to what is not there (any more). */
export function BrokenReferences({ codebase }: { readonly codebase: string }) {
  const at = useMoment();
  const params = { name: codebase };
  const list = useKeysetRows({
    queryKey: [routes.listBrokenReferences.path, params, { at }],
    fetchPage: (cursor, signal) =>
      call(
        routes.listBrokenReferences,
        { params, query: { limit: pageSize, cursor, at } },
        { signal },
      ),
  });
  if (list.error !== null) return <ProblemNotice error={list.error} onRetry={list.retry} />;
  if (list.isPending) return <Skeleton rows={6} label="Loading the broken references" />;
  if (list.rows.count === 0) {
    return (
      <EmptyState icon="check" title="No reference is broken">
        <p>Everything that the code refers to is there.</p>
      </EmptyState>
    );
  }
  return (
    <DataTable
      label="Broken references"
      columns={columns}
      rows={list.rows}
      rowKey={({ from, relation, to, file, line }) =>
        `${from.fqn} ${relation} ${to.fqn} ${file} ${line}`
      }
      place={({ from }) => symbols(codebase, { symbol: from.fqn, tab: 'callees' })}
    />
  );
}

const columns: readonly Column<BrokenReference>[] = [
  {
    id: 'from',
    label: 'Who refers',
    width: '30%',
    cell: ({ from }) => (
      <span className="font-mono text-xs" title={from.fqn}>
        {from.name}
      </span>
    ),
  },
  {
    id: 'to',
    label: 'To what',
    width: '35%',
    cell: ({ relation, to }) => (
      <span title={to.fqn}>
        {formatTerm(relation)} <span className="font-mono text-xs">{to.name}</span>
      </span>
    ),
  },
  {
    id: 'reason',
    label: 'Because',
    width: '180px',
    wide: true,
    cell: ({ reason, removed_at }) =>
      reason === 'removed' ? (
        <StatusBadge look={{ tone: 'danger', icon: 'trash' }}>removed</StatusBadge>
      ) : (
        <StatusBadge look={{ tone: 'warn', icon: 'warning' }}>
          {removed_at === null ? 'never defined' : 'unknown'}
        </StatusBadge>
      ),
  },
  {
    id: 'when',
    label: 'Since',
    width: '120px',
    wide: true,
    cell: ({ removed_at }) => (removed_at === null ? null : <Moment at={removed_at} />),
  },
  {
    id: 'where',
    label: 'Where',
    width: '35%',
    wide: true,
    cell: ({ file, line }) =>
      file === null ? null : (
        <span className="font-mono text-2xs text-ink-faint">{formatSite(file, line)}</span>
      ),
  },
];
