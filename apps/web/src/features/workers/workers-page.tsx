import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Execution, Worker } from '../../answers.ts';
import { worker } from '../../pipeline-places.ts';
import { ask } from '../../query.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { rowsOf } from '../../ui/rows.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { LiveSwitch } from '../records/live-switch.tsx';
import { useLiveRefresh } from '../records/use-live-refresh.ts';
import { WorkerState } from './worker-state.tsx';

const heardMs = 10_000;

/** How many executions each worker runs, by its name. */
type Running = ReadonlyMap<string, number>;

const columnsWith = (running: Running | null): readonly Column<Worker>[] => [
  { id: 'name', label: 'Name', width: '32%', cell: ({ name }) => name },
  {
    id: 'status',
    label: 'Status',
    width: '180px',
    cell: (row) => <WorkerState worker={row} />,
  },
  {
    id: 'running',
    label: 'Runs now',
    width: '88px',
    align: 'end',
    wide: true,
    cell: ({ name }) =>
      running === null ? '' : (running.get(name) ?? <span className="faint">0</span>),
  },
  {
    id: 'host',
    label: 'Host',
    width: 'auto',
    wide: true,
    cell: ({ host }) => host ?? <span className="faint">not told</span>,
  },
  {
    id: 'role',
    label: 'Role',
    width: '96px',
    wide: true,
    cell: ({ worker_role }) => worker_role,
  },
  {
    id: 'heard',
    label: 'Last heard of',
    width: '120px',
    align: 'end',
    cell: ({ last_heartbeat }) =>
      last_heartbeat === null ? (
        <span className="faint">never</span>
      ) : (
        <Moment at={last_heartbeat} />
      ),
  },
];

function countByWorker({ items }: { readonly items: readonly Execution[] }): Running {
  const counts = new Map<string, number>();
  for (const { worker: name } of items) {
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** Every worker that has ever registered. A heartbeat is no change, so it is asked for. */
export function WorkersPage() {
  const known = useQuery({
    ...ask(routes.listWorkers, { query: { limit: 200 } }),
    refetchInterval: heardMs,
  });
  const running = useQuery({
    ...ask(routes.listExecutions, { query: { status: 'running', limit: 200 } }),
    select: countByWorker,
  });
  const refresh = () => {
    void known.refetch();
    void running.refetch();
  };
  const follow = useLiveRefresh({ topics: ['worker', 'execution'], refresh });
  const columns = useMemo(() => columnsWith(running.data ?? null), [running.data]);
  const items = known.data?.items ?? [];
  return (
    <Page height="fill" width="wide">
      <PageHeader
        title="Workers"
        lead="Programs that run the actions."
        actions={<LiveSwitch live={follow.live} state={follow.state} onChange={follow.setLive} />}
      />
      {known.error === null ? null : <ProblemNotice error={known.error} onRetry={refresh} />}
      {known.isPending ? (
        <Skeleton rows={4} label="Loading the workers" />
      ) : items.length === 0 && known.error === null ? (
        <EmptyState icon="workers" title="No worker has started">
          <p>
            Executions wait until one does. Start one with <code>pnpm dev</code>, or run the worker
            by itself.
          </p>
        </EmptyState>
      ) : (
        <DataTable
          label="Workers"
          columns={columns}
          rows={rowsOf(items)}
          rowKey={({ id }) => id}
          place={({ name }) => worker(name)}
        />
      )}
    </Page>
  );
}
