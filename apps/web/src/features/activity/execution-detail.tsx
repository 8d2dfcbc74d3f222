import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { Execution, HistoryEntry } from '../../answers.ts';
import { formatDuration, formatTerm } from '../../format.ts';
import type { ActivityView } from '../../places.ts';
import { ask } from '../../query.ts';
import { Icon } from '../../ui/icon.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { isOpen } from '../codebases/index-execution.ts';
import { RecordLink } from './record-link.tsx';
import { FullMoment, RecordFact, RecordFacts, RecordHeader, RecordJson } from './record-parts.tsx';
import { ExecutionState } from './record-state.tsx';

interface ExecutionDetailProps {
  readonly route: ActivityView;
  readonly id: number;
}

const whileOpenMs = 1_000;

export function ExecutionDetail({ route, id }: ExecutionDetailProps) {
  const execution = useQuery({
    ...ask(routes.getExecution, { params: { id } }),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isOpen(state.data) ? whileOpenMs : false,
  });
  if (execution.isPending) return <Skeleton rows={6} label="Loading the execution" />;
  if (execution.isError) {
    return <ProblemNotice error={execution.error} onRetry={() => execution.refetch()} />;
  }
  const { data } = execution;
  return (
    <>
      <RecordHeader
        name={data.action_ref}
        id={id}
        state={<ExecutionState status={data.status} />}
      />
      {data.error === null ? null : (
        <p className="notice notice-danger">
          <Icon name="error" />
          <span>{data.error}</span>
        </p>
      )}
      <RecordFacts>
        <RecordFact label="Created">
          <FullMoment at={data.created} />
        </RecordFact>
        <RecordFact label="Took">
          <Took execution={data} />
        </RecordFact>
        <RecordFact label="Attempt">
          <span className="numeric">
            {data.attempt} of {data.max_attempts}
          </span>
        </RecordFact>
        <RecordFact label="Worker">
          {data.worker ?? <span className="faint">none yet</span>}
        </RecordFact>
        <RecordFact label="Enforcement">
          <RecordLink
            list="enforcements"
            target={data.enforcement}
            codebase={route.codebase}
            none="asked for directly"
          />
        </RecordFact>
      </RecordFacts>
      <RecordJson title="Parameters" value={data.config} />
      {isOpen(data) ? <RecordJson title="Progress" value={data.progress} /> : null}
      <RecordJson title="Result" value={data.result} />
      <ExecutionHistory key={data.status} id={id} />
    </>
  );
}

function Took({ execution }: { readonly execution: Execution }) {
  const now = useNow();
  const { started_at, finished_at } = execution;
  if (started_at === null) return <span className="faint">not started</span>;
  const end = finished_at === null ? now : Date.parse(finished_at);
  return <span className="numeric">{formatDuration(end - Date.parse(started_at))}</span>;
}

/** Every recorded change of the execution, newest first; asked again each time that it appears. */
function ExecutionHistory({ id }: { readonly id: number }) {
  const history = useQuery({
    ...ask(routes.listExecutionHistory, { params: { id } }),
    staleTime: 0,
  });
  return (
    <section className="history" aria-label="History">
      <h3 className="section-title">History</h3>
      {history.isPending ? (
        <Skeleton rows={2} label="Loading the history" />
      ) : history.isError ? (
        <ProblemNotice error={history.error} onRetry={() => history.refetch()} />
      ) : history.data.items.length === 0 ? (
        <p className="faint">No change is recorded (any more).</p>
      ) : (
        <ol className="history-entries">
          {history.data.items.map((entry) => (
            <HistoryRow key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  );
}

const operations = { INSERT: 'Created', UPDATE: 'Changed', DELETE: 'Removed' } as const;

function HistoryRow({ entry }: { readonly entry: HistoryEntry }) {
  return (
    <li className="history-entry">
      <Moment at={entry.time} />
      <span>
        {operations[entry.operation]}
        {entry.operation === 'UPDATE' ? (
          <span className="faint"> {entry.changed_fields.map(formatTerm).join(', ')}</span>
        ) : null}
      </span>
      <StatusStep entry={entry} />
    </li>
  );
}

/** The step from one status to the next, where the change holds one. */
function StatusStep({ entry }: { readonly entry: HistoryEntry }) {
  const before = statusIn(entry.old_values);
  const after = statusIn(entry.new_values);
  if (after === null) return null;
  return (
    <span className="history-step mono">{before === null ? after : `${before} → ${after}`}</span>
  );
}

function statusIn(values: HistoryEntry['new_values']): string | null {
  if (typeof values !== 'object' || values === null || !('status' in values)) return null;
  return typeof values.status === 'string' ? values.status : null;
}
