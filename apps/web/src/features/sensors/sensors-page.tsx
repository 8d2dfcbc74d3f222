import { type SensorEntrypoint, sensorEntrypointSchema } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Sensor } from '../../answers.ts';
import { call } from '../../api.ts';
import { formatCount } from '../../format.ts';
import { Link, useGo } from '../../navigation.tsx';
import { newSensor, type SensorsSearch, sensor, sensors } from '../../pipeline-places.ts';
import type { Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Select } from '../../ui/select.tsx';
import { DefinitionList } from '../definitions/definition-list.tsx';
import { refColumn, switchColumn } from '../definitions/usual-columns.tsx';
import { RefFilter } from '../records/ref-filter.tsx';
import { isRef, useTriggerRefs } from '../records/use-known-refs.ts';
import { NextDue } from './next-due.tsx';
import { watchedNames } from './sensor-fields.ts';
import { SensorState } from './sensor-state.tsx';

const kinds = {
  timer: 'timer',
  webhook: 'webhook',
  api: 'the API',
  graph: 'the graphs',
} as const satisfies Record<SensorEntrypoint, string>;

const columns = (onChange: () => void): readonly Column<Sensor>[] => [
  refColumn('Sensor', '24%'),
  {
    id: 'watches',
    label: 'Kind',
    width: 'auto',
    wide: true,
    cell: ({ entrypoint }) => kinds[entrypoint],
  },
  {
    id: 'trigger',
    label: 'Trigger',
    width: '18%',
    wide: true,
    cell: ({ trigger_ref }) => <span className="mono text-ink-soft">{trigger_ref}</span>,
  },
  { id: 'state', label: 'State', width: '92px', cell: (row) => <SensorState sensor={row} /> },
  {
    id: 'errors',
    label: 'Errors',
    width: '72px',
    align: 'end',
    wide: true,
    cell: ({ error_count }) =>
      error_count === 0 ? (
        <span className="faint">0</span>
      ) : (
        <span className="text-danger">{formatCount(error_count)}</span>
      ),
  },
  {
    id: 'next',
    label: 'Next due',
    width: '112px',
    align: 'end',
    wide: true,
    cell: (row) => <NextDue sensor={row} />,
  },
  {
    id: 'last',
    label: 'Last event',
    width: '104px',
    align: 'end',
    cell: ({ last_event_at }) =>
      last_event_at === null ? <span className="faint">never</span> : <Moment at={last_event_at} />,
  },
  switchColumn(
    'On',
    (ref, enabled) => call(routes.updateSensor, { params: { ref } }, { body: { enabled } }),
    onChange,
  ),
];

export function SensorsPage() {
  const search = useSearch({ from: '/history/sensors' });
  const go = useGo();
  const triggerRefs = useTriggerRefs();
  const { watches, trigger } = search;
  const change = (part: Partial<SensorsSearch>) =>
    go(sensors({ ...search, ...part }), { replace: true });
  const fetchPage = useCallback(
    (cursor: string | undefined, signal: AbortSignal) =>
      call(
        routes.listSensors,
        {
          query: {
            entrypoint: watches ?? undefined,
            trigger_ref: trigger ?? undefined,
            limit: 50,
            cursor,
          },
        },
        { signal },
      ),
    [watches, trigger],
  );
  return (
    <DefinitionList
      title="Sensors"
      lead="Where events come from: timers, webhooks, the API and the graphs."
      make={{ label: 'New sensor', place: newSensor({ trigger }) }}
      queryKey={[routes.listSensors.path, 'rows', watches, trigger]}
      fetchPage={fetchPage}
      columns={columns}
      topics={['event']}
      place={({ ref }) => sensor(ref)}
      filters={
        <>
          <Select
            label="Watches"
            all="Anything"
            value={watches}
            options={sensorEntrypointSchema.options}
            name={(option) => watchedNames[option]}
            onChange={(next) => change({ watches: next })}
          />
          <RefFilter
            label="Trigger"
            value={trigger}
            options={triggerRefs}
            accepts={isRef}
            onChange={(next) => change({ trigger: next })}
          />
        </>
      }
      empty={
        <EmptyState icon="sensors" title="There is no such sensor">
          <p>
            <Link to={newSensor({ watches: 'timer', trigger })} className="text-link">
              Set a timer
            </Link>{' '}
            or{' '}
            <Link to={newSensor({ watches: 'webhook', trigger })} className="text-link">
              open a webhook
            </Link>
            .
          </p>
        </EmptyState>
      }
    />
  );
}
