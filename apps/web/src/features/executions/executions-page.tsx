import { executionStatusSchema, workerNameSchema } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useSearch } from '@tanstack/react-router';
import type { Execution } from '../../answers.ts';
import { formatDuration } from '../../format.ts';
import { Link, useGo } from '../../navigation.tsx';
import { type ExecutionsSearch, execution, executions, rules } from '../../pipeline-places.ts';
import { listOf } from '../../query.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Select } from '../../ui/select.tsx';
import { codebaseOfJob } from '../codebases/index-execution.ts';
import { EmptyRecords } from '../records/empty-records.tsx';
import { ActionFilter, RuleFilter } from '../records/known-ref-filters.tsx';
import { LiveRecords } from '../records/live-records.tsx';
import { ExecutionState } from '../records/record-state.tsx';
import { RefCell } from '../records/ref-cell.tsx';
import { RefFilter } from '../records/ref-filter.tsx';
import { TimeWindow, useTimeWindow } from '../records/time-window.tsx';
import { useWorkerNames } from './use-worker-names.ts';

const columns: readonly Column<Execution>[] = [
  {
    id: 'action',
    label: 'Action',
    width: '26%',
    cell: ({ action_ref }) => <RefCell name={action_ref} />,
  },
  {
    id: 'status',
    label: 'Status',
    width: '120px',
    cell: ({ status }) => <ExecutionState status={status} />,
  },
  {
    id: 'about',
    label: 'For',
    width: 'auto',
    wide: true,
    cell: (row) => <span className="text-ink-soft">{reasonOf(row)}</span>,
  },
  {
    id: 'worker',
    label: 'Worker',
    width: '12%',
    wide: true,
    cell: ({ worker }) => worker ?? <span className="faint">none yet</span>,
  },
  {
    id: 'took',
    label: 'Took',
    width: '96px',
    align: 'end',
    wide: true,
    cell: ({ started_at, finished_at }) =>
      started_at === null || finished_at === null ? (
        <span className="faint">–</span>
      ) : (
        formatDuration(Date.parse(finished_at) - Date.parse(started_at))
      ),
  },
  {
    id: 'created',
    label: 'Created',
    width: '104px',
    align: 'end',
    cell: ({ created }) => <Moment at={created} />,
  },
];

function reasonOf(row: Execution): string {
  const codebase = codebaseOfJob(row);
  if (codebase !== null) return codebase;
  if (row.parent !== null) return `again, after ${row.parent}`;
  if (row.rule_ref !== null) return row.rule_ref;
  if (row.enforcement !== null) return `enforcement ${row.enforcement.id}`;
  return row.requested_by === null ? 'Clew itself' : `asked for by ${row.requested_by}`;
}

export function ExecutionsPage() {
  const search = useSearch({ from: '/history/executions' });
  const go = useGo();
  const { since, until } = useTimeWindow(search);
  const { action, rule, status, worker } = search;
  const change = (part: Partial<ExecutionsSearch>) =>
    go(executions({ ...search, ...part }), { replace: true });
  const query = {
    action_ref: action ?? undefined,
    rule_ref: rule ?? undefined,
    status: status ?? undefined,
    worker: worker ?? undefined,
    since,
    until,
  };
  return (
    <LiveRecords
      title="Executions"
      noun="execution"
      lead="Runs of actions, index jobs among them."
      topic="execution"
      actionRef={action ?? undefined}
      list={listOf(routes.listExecutions, query)}
      meaningOf={(entry) => {
        if (entry.topic !== 'execution') return 'none';
        // A change does not tell the rule, nor who will run it.
        const fits = rule === null && worker === null && status === null && until === undefined;
        return fits && entry.operation === 'INSERT' ? 'new' : 'changed';
      }}
      columns={columns}
      place={({ id }) => execution(id)}
      filters={
        <>
          <ActionFilter value={action} onChange={(next) => change({ action: next })} />
          <RuleFilter value={rule} onChange={(next) => change({ rule: next })} />
          <Select
            label="Status"
            all="Any status"
            value={status}
            options={executionStatusSchema.options}
            name={(option) => option}
            onChange={(next) => change({ status: next })}
          />
          <RefFilter
            label="Worker"
            value={worker}
            options={useWorkerNames()}
            accepts={(text) => workerNameSchema.safeParse(text).success}
            onChange={(next) => change({ worker: next })}
            className="w-40"
          />
          <TimeWindow value={search} onChange={change} />
        </>
      }
      empty={
        <EmptyRecords
          icon="executions"
          query={query}
          unfit={{ title: 'Nothing ran that fits these filters' }}
          all={{ label: 'Show all executions', place: executions() }}
          never={{
            title: 'Nothing has run yet',
            next: (
              <>
                An execution appears when a codebase is indexed or a{' '}
                <Link to={rules()} className="text-link">
                  rule
                </Link>{' '}
                runs its action.
              </>
            ),
          }}
        />
      }
    />
  );
}
