import type { ExecutionStatus, IndexProgress } from '@clew/contracts';
import type { Execution } from '../../answers.ts';
import { formatCount, formatDuration, formatQuantity } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { execution as executionPlace } from '../../pipeline-places.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import { isOpen, progressOf, resultOf } from './index-execution.ts';
import { RunDelta } from './last-run.tsx';
import type { IndexJobState } from './use-index-job.ts';

export function IndexNow({ job }: { readonly job: IndexJobState }) {
  const busy = job.starting || (job.execution !== null && isOpen(job.execution));
  return (
    <Button look="primary" icon="retry" disabled={busy} onClick={job.start}>
      {busy ? 'Indexing' : 'Index now'}
    </Button>
  );
}

/** The index job under way, or how the one that was followed ended. */
export function IndexJob({
  codebase,
  job,
}: {
  readonly codebase: string;
  readonly job: IndexJobState;
}) {
  if (job.error !== null) return <ProblemNotice error={job.error} onRetry={job.start} />;
  if (job.execution === null) return null;
  return <JobCard codebase={codebase} execution={job.execution} onDismiss={job.dismiss} />;
}

interface JobCardProps {
  readonly codebase: string;
  readonly execution: Execution;
  readonly onDismiss: () => void;
}

function JobCard({ codebase, execution, onDismiss }: JobCardProps) {
  const now = useNow();
  const running = isOpen(execution);
  const result = resultOf(execution);
  const end = execution.finished_at === null ? now : Date.parse(execution.finished_at);
  const took = Math.max(0, end - Date.parse(execution.started_at ?? execution.created));
  return (
    <section className={`job job-${toneOf(execution.status)}`} aria-label="Index job">
      {running ? (
        <span className="job-spinner" aria-hidden="true" />
      ) : (
        <Icon name={execution.status === 'completed' ? 'check' : 'error'} />
      )}
      <div className="job-body">
        <p role="status">
          <strong>{sentenceOf(execution)}</strong>{' '}
          {result === null ? (
            <span className="faint">{progressWords(execution)}</span>
          ) : (
            <RunDelta counts={result.counts} />
          )}
        </p>
        {running ? <JobProgress execution={execution} /> : null}
        {execution.error === null ? null : <p className="job-error">{execution.error}</p>}
        <p className="job-meta faint numeric">
          {execution.started_at === null ? 'Waiting' : 'Running time'} {formatDuration(took)}
          {execution.worker === null ? null : ` · worker ${execution.worker}`}
          {execution.attempt <= 1
            ? null
            : ` · attempt ${execution.attempt} of ${execution.max_attempts}`}{' '}
          ·{' '}
          <Link
            to={{ ...executionPlace(execution.id), search: { codebase } }}
            className="text-link"
          >
            Execution
          </Link>
        </p>
      </div>
      {running ? null : (
        <button
          type="button"
          className="icon-button"
          aria-label="Dismiss"
          title="Dismiss"
          onClick={onDismiss}
        >
          <Icon name="close" />
        </button>
      )}
    </section>
  );
}

function JobProgress({ execution }: { readonly execution: Execution }) {
  const progress = progressOf(execution);
  const known = progress !== null && progress.of > 0;
  return (
    <progress
      className="job-progress"
      aria-label="Files done"
      {...(known ? { value: Math.min(progress.files, progress.of), max: progress.of } : {})}
    />
  );
}

const phases = {
  discover: 'finding files',
  parse: 'parsing',
  extract: 'resolving names',
  store: 'storing',
} as const satisfies Record<IndexProgress['phase'], string>;

function progressWords(execution: Execution): string {
  const progress = execution.status === 'running' ? progressOf(execution) : null;
  if (progress === null) return '';
  const files =
    progress.of === 0
      ? ''
      : ` · ${formatCount(progress.files)} of ${formatQuantity(progress.of, 'file')}`;
  return `${phases[progress.phase]}${files}`;
}

function sentenceOf(execution: Execution): string {
  switch (execution.status) {
    case 'requested':
      return 'Waiting for a worker';
    case 'scheduled':
      return 'Waiting for its time';
    case 'running':
      return 'Reading the sources';
    case 'canceling':
      return 'Stopping';
    case 'completed':
      return 'The index is up to date';
    case 'failed':
      return 'The index run failed; the graph is as it was';
    case 'cancelled':
      return 'The index run was cancelled; the graph is as it was';
    case 'timeout':
      return 'The index run took too long and was stopped; the graph is as it was';
    case 'abandoned':
      return isOpen(execution)
        ? 'Its worker went away; another will take over'
        : 'Its worker went away and no attempt is left; the graph is as it was';
  }
}

function toneOf(status: ExecutionStatus): 'open' | 'ok' | 'bad' {
  switch (status) {
    case 'requested':
    case 'scheduled':
    case 'running':
    case 'canceling':
      return 'open';
    case 'completed':
      return 'ok';
    case 'failed':
    case 'cancelled':
    case 'timeout':
    case 'abandoned':
      return 'bad';
  }
}
