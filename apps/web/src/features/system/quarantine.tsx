import { routes } from '@clew/contracts/api';
import { useState } from 'react';
import type { QuarantinedRow } from '../../answers.ts';
import { call } from '../../api.ts';
import { formatQuantity } from '../../format.ts';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useKeysetRows } from '../../ui/use-keyset-rows.ts';
import { QuarantinedRowDialog, quarantineReasons } from './quarantined-row.tsx';

const pageSize = 100;

/** Rows of an older database that the graph could not keep, however many: each can be put back or discarded. */
export function Quarantine({ codebase }: { readonly codebase: string }) {
  const [total, setTotal] = useState<number | null>(null);
  const [open, setOpen] = useState<QuarantinedRow | null>(null);
  const list = useKeysetRows<QuarantinedRow>({
    queryKey: [routes.listQuarantine.path, codebase],
    fetchPage: async (cursor, signal) => {
      const page = await call(
        routes.listQuarantine,
        { params: { name: codebase }, query: { limit: pageSize, cursor } },
        { signal },
      );
      setTotal(page.total);
      return page;
    },
  });
  if (list.error !== null) return <ProblemNotice error={list.error} onRetry={list.retry} />;
  if (list.isPending) return <Skeleton rows={6} label="Loading the quarantine" />;
  if (list.rows.count === 0) {
    return (
      <EmptyState icon="check" title="The quarantine is empty">
        <p>No migration has met a row that it could not keep as it was.</p>
      </EmptyState>
    );
  }
  return (
    <section className="grid gap-2" aria-label="Quarantine">
      <p className="text-ink-soft">
        {total === null ? '' : `${formatQuantity(total, 'entry', 'entries')}. `}
        Rows of an older database that pointed at nothing. A row can be put back once what it points
        at is in the graph again; <code>clew quarantine restore --all</code> puts back all that can
        be.
      </p>
      <div className="grid max-h-[70vh] min-h-0">
        <DataTable
          label="Quarantined rows"
          columns={columnsFor(setOpen)}
          rows={list.rows}
          rowKey={({ id }) => id}
        />
      </div>
      {open === null ? null : (
        <QuarantinedRowDialog
          codebase={codebase}
          row={open}
          onClose={() => setOpen(null)}
          onSettled={list.restart}
        />
      )}
    </section>
  );
}

function columnsFor(onOpen: (row: QuarantinedRow) => void): readonly Column<QuarantinedRow>[] {
  return [
    {
      id: 'row',
      label: 'Row',
      width: '24%',
      cell: (row) => (
        <Button look="quiet" onClick={() => onOpen(row)}>
          <span className="mono">{`${row.table} ${row.row_id}`}</span>
        </Button>
      ),
    },
    {
      id: 'why',
      label: 'Why',
      width: '22%',
      wide: true,
      cell: ({ type, reason }) => (
        <span title={type}>
          <span className="mono">{type}</span> {quarantineReasons[reason]}
        </span>
      ),
    },
    {
      id: 'state',
      label: 'In the way',
      width: 'auto',
      cell: ({ obstacle }) =>
        obstacle === null ? (
          <StatusBadge look={{ tone: 'ok', icon: 'check' }}>can be put back</StatusBadge>
        ) : (
          <span className="text-ink-soft" title={obstacle}>
            {obstacle}
          </span>
        ),
    },
    {
      id: 'at',
      label: 'Put away',
      width: '112px',
      align: 'end',
      wide: true,
      cell: ({ quarantined_at }) => <Moment at={quarantined_at} />,
    },
  ];
}
