import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '../../navigation.tsx';
import { execution, executions, worker as workerPlace } from '../../pipeline-places.ts';
import { ask, askAt } from '../../query.ts';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ExecutionState } from '../records/record-state.tsx';
import { useLiveRefresh } from '../records/use-live-refresh.ts';

const shown = 20;
const row =
  'flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2 first:border-0';

/** What a worker runs right now, as it comes and goes. */
export function RunningExecutions({ name }: { readonly name: string }) {
  const running = useQuery(
    ask(routes.listExecutions, { query: { worker: name, status: 'running', limit: shown } }),
  );
  const refresh = () => void running.refetch();
  useLiveRefresh({ topics: ['execution'], refresh });
  const items = running.data?.items ?? [];
  return (
    <Panel
      title="Runs now"
      flush
      aside={
        <Link to={executions({ worker: name })} className="text-link text-xs">
          All that it ran
        </Link>
      }
    >
      {running.error !== null ? (
        <ProblemNotice error={running.error} onRetry={refresh} />
      ) : items.length === 0 ? (
        <p className="faint px-4 py-3">{running.data === undefined ? '…' : 'Nothing.'}</p>
      ) : (
        <ol>
          {items.map((each) => (
            <li key={each.id} className={row}>
              <ExecutionState status={each.status} />
              <Link to={execution(each.id)} className="text-link mono">
                {each.action_ref}
              </Link>
              <span className="ml-auto text-xs text-ink-faint">
                since <Moment at={each.started_at ?? each.created} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

/** What was taken from a worker that was no longer heard of, and what became of it; nothing when nothing was. */
export function LostExecutions({
  name,
  version,
}: {
  readonly name: string;
  readonly version: string;
}) {
  const lost = useQuery({
    ...askAt(routes.listLostExecutions, { params: { name } }, version),
    placeholderData: (before) => before,
  });
  if (lost.error !== null) {
    return <ProblemNotice error={lost.error} onRetry={() => void lost.refetch()} />;
  }
  const items = lost.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title="Lost in a week" flush>
      <ol>
        {items.map((each) => (
          <li key={each.execution} className={row}>
            <ExecutionState status={each.status} />
            <Link to={execution(each.execution)} className="text-link mono">
              {each.action_ref}
            </Link>
            {each.worker === null || each.worker === name ? null : (
              <span className="text-xs text-ink-soft">
                taken over by{' '}
                <Link to={workerPlace(each.worker)} className="text-link">
                  {each.worker}
                </Link>
              </span>
            )}
            <span className="ml-auto text-xs text-ink-faint">
              lost <Moment at={each.lost_at} />
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
