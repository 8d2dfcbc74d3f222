import { actionRunnerSchema } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Action } from '../../answers.ts';
import { call } from '../../api.ts';
import { formatDuration, formatTerm } from '../../format.ts';
import { Link, useGo } from '../../navigation.tsx';
import { action, actions, newAction } from '../../pipeline-places.ts';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Select } from '../../ui/select.tsx';
import { DefinitionList } from '../definitions/definition-list.tsx';
import { refColumn, switchColumn } from '../definitions/usual-columns.tsx';

const columns = (onChange: () => void): readonly Column<Action>[] => [
  refColumn('Action', '34%'),
  {
    id: 'about',
    label: 'About',
    width: 'auto',
    wide: true,
    cell: ({ label, ref, description }) => (
      <span className="text-ink-soft">{description ?? (label === ref ? '' : label)}</span>
    ),
  },
  { id: 'runner', label: 'Runs as', width: '112px', cell: ({ runner }) => formatTerm(runner) },
  {
    id: 'timeout',
    label: 'Timeout',
    width: '88px',
    align: 'end',
    wide: true,
    cell: ({ timeout_seconds }) => formatDuration(timeout_seconds * 1000),
  },
  {
    id: 'attempts',
    label: 'Attempts',
    width: '80px',
    align: 'end',
    wide: true,
    cell: ({ max_attempts }) => max_attempts,
  },
  switchColumn(
    'State',
    (ref, enabled) => call(routes.updateAction, { params: { ref } }, { body: { enabled } }),
    onChange,
  ),
];

export function ActionsPage() {
  const { runner } = useSearch({ from: '/history/actions' });
  const go = useGo();
  const fetchPage = useCallback(
    (cursor: string | undefined, signal: AbortSignal) =>
      call(
        routes.listActions,
        { query: { runner: runner ?? undefined, limit: 50, cursor } },
        { signal },
      ),
    [runner],
  );
  return (
    <DefinitionList
      title="Actions"
      lead="What rules can have done."
      make={{ label: 'New action', place: newAction() }}
      queryKey={[routes.listActions.path, 'rows', runner]}
      fetchPage={fetchPage}
      columns={columns}
      place={({ ref }) => action(ref)}
      filters={
        <Select
          label="Runs as"
          all="Any kind"
          value={runner}
          options={actionRunnerSchema.options}
          name={formatTerm}
          onChange={(next) => go(actions({ runner: next }), { replace: true })}
        />
      }
      empty={
        <EmptyState icon="actions" title="There is no such action">
          <Link to={newAction()} className="text-link">
            Define one
          </Link>
        </EmptyState>
      }
    />
  );
}
