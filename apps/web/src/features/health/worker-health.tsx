import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { formatQuantity } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { worker, workers } from '../../pipeline-places.ts';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { WorkerState } from '../workers/worker-state.tsx';
import { healthKey } from './use-volumes.ts';

const shown = 6;

/** The workers that count on being there, and when each was last heard of. */
export function WorkerHealth() {
  const known = useQuery({
    queryKey: [healthKey, 'workers'],
    queryFn: ({ signal }) => call(routes.listWorkers, { query: { limit: 200 } }, { signal }),
    refetchInterval: 15_000,
  });
  const items = known.data?.items ?? [];
  const up = items.filter(({ status }) => status === 'active' || status === 'busy');
  const first = [...items].sort((a, b) => rank(a.status) - rank(b.status)).slice(0, shown);
  return (
    <Panel
      title="Workers"
      flush
      aside={
        <Link to={workers()} className="text-link numeric text-xs">
          {known.data === undefined
            ? 'All'
            : `${up.length} of ${formatQuantity(items.length, 'worker')} up`}
        </Link>
      }
    >
      {known.error !== null && known.data === undefined ? (
        <ProblemNotice error={known.error} onRetry={() => void known.refetch()} />
      ) : known.data === undefined ? (
        <Skeleton rows={3} label="Loading the workers" />
      ) : items.length === 0 ? (
        <p className="faint px-4 py-3">
          No worker has started. Executions wait until one does: <code>pnpm dev</code> starts one.
        </p>
      ) : (
        <ul>
          {first.map((each) => (
            <li
              key={each.id}
              className="relative flex h-9 items-center gap-3 border-t border-line px-4 first:border-0 hover:bg-hover"
            >
              <Link to={worker(each.name)} className="truncate after:absolute after:inset-0">
                {each.name}
              </Link>
              <WorkerState worker={each} />
              <span className="ml-auto flex-none text-xs text-ink-faint">
                {each.last_heartbeat === null ? (
                  'never heard of'
                ) : (
                  <Moment at={each.last_heartbeat} />
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function rank(status: string): number {
  return ['busy', 'active', 'error', 'inactive'].indexOf(status);
}
