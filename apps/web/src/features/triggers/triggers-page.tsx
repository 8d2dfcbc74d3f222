import { routes } from '@clew/contracts/api';
import { useCallback } from 'react';
import type { Trigger } from '../../answers.ts';
import { call } from '../../api.ts';
import { Link } from '../../navigation.tsx';
import { newTrigger, trigger } from '../../pipeline-places.ts';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { DefinitionList } from '../definitions/definition-list.tsx';
import { refColumn, switchColumn } from '../definitions/usual-columns.tsx';

const columns = (onChange: () => void): readonly Column<Trigger>[] => [
  refColumn('Trigger', '34%'),
  {
    id: 'about',
    label: 'About',
    width: 'auto',
    wide: true,
    cell: ({ label, ref, description }) => (
      <span className="text-ink-soft">{description ?? (label === ref ? '' : label)}</span>
    ),
  },
  { id: 'origin', label: 'From', width: '80px', wide: true, cell: ({ origin }) => origin },
  {
    id: 'updated',
    label: 'Changed',
    width: '104px',
    align: 'end',
    cell: ({ updated }) => <Moment at={updated} />,
  },
  switchColumn(
    'State',
    (ref, enabled) => call(routes.updateTrigger, { params: { ref } }, { body: { enabled } }),
    onChange,
  ),
];

export function TriggersPage() {
  const fetchPage = useCallback(
    (cursor: string | undefined, signal: AbortSignal) =>
      call(routes.listTriggers, { query: { limit: 50, cursor } }, { signal }),
    [],
  );
  return (
    <DefinitionList
      title="Triggers"
      lead="Kinds of events. Rules are written on them."
      make={{ label: 'New trigger', place: newTrigger() }}
      queryKey={[routes.listTriggers.path, 'rows']}
      fetchPage={fetchPage}
      columns={columns}
      place={({ ref }) => trigger(ref)}
      empty={
        <EmptyState icon="triggers" title="There is no trigger yet">
          <Link to={newTrigger()} className="text-link">
            Define one
          </Link>
        </EmptyState>
      }
    />
  );
}
