import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { Execution } from '../../answers.ts';
import { formatDuration } from '../../format.ts';
import { askAt } from '../../query.ts';
import { Instant } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { isOpen } from '../codebases/index-execution.ts';
import { ExecutionState } from '../records/record-state.tsx';
import { type StatusStep, statusSteps } from './status-steps.ts';

/** Every status that the execution passed, how long it stayed in each, and in which attempt. */
export function ExecutionTimeline({ execution }: { readonly execution: Execution }) {
  const { id, status, attempt } = execution;
  const history = useQuery({
    ...askAt(
      routes.listExecutionHistory,
      { params: { id }, query: { limit: 200 } },
      `${status} ${attempt}`,
    ),
    placeholderData: (before) => before,
    staleTime: 0,
  });
  const steps = statusSteps(history.data?.items ?? []);
  return (
    <Panel title="Timeline">
      {history.data === undefined ? (
        history.error === null ? (
          <Skeleton rows={3} label="Loading the timeline" />
        ) : (
          <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />
        )
      ) : steps.length === 0 ? (
        <p className="faint">No change is recorded (any more).</p>
      ) : (
        <ol aria-label="Statuses" className="grid">
          {steps.map((step, index) => (
            <Step
              key={step.at}
              step={step}
              last={index === steps.length - 1}
              open={isOpen(execution)}
              several={execution.max_attempts > 1}
              said={execution.error}
            />
          ))}
        </ol>
      )}
    </Panel>
  );
}

interface StepProps {
  readonly step: StatusStep;
  readonly last: boolean;
  readonly open: boolean;
  readonly several: boolean;
  /** What the page says already. */
  readonly said: string | null;
}

function Step({ step, last, open, several, said }: StepProps) {
  return (
    <li className="grid grid-cols-[112px_minmax(0,1fr)_auto] items-center gap-3 border-t border-line py-1.5 first:border-0 max-tablet:grid-cols-[minmax(0,1fr)_auto]">
      <span>
        <ExecutionState status={step.status} />
      </span>
      <span className="numeric text-xs text-ink-faint max-tablet:col-span-2 max-tablet:row-start-2">
        <Instant at={step.at} />
        {several && step.status === 'running' ? ` · attempt ${step.attempt}` : ''}
      </span>
      <span className="numeric text-right">
        {step.lasted !== null ? (
          formatDuration(step.lasted)
        ) : last && open ? (
          <Since at={step.at} />
        ) : (
          ''
        )}
      </span>
      {step.error === null || (last && step.error === said) ? null : (
        <p className="col-span-full text-xs text-danger wrap-anywhere">{step.error}</p>
      )}
    </li>
  );
}

function Since({ at }: { readonly at: string }) {
  const now = useNow();
  return <span className="text-accent">{formatDuration(now - Date.parse(at))} so far</span>;
}
