import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { Execution } from '../../answers.ts';
import { Link } from '../../navigation.tsx';
import { execution as executionPlace } from '../../pipeline-places.ts';
import { ask, askAt } from '../../query.ts';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ExecutionState } from '../records/record-state.tsx';

/** The chain of runs that this one is a part of: the one that it repeats, and those that repeat it. */
export function ExecutionRuns({ execution }: { readonly execution: Execution }) {
  const { id, parent, status } = execution;
  const first = useQuery({
    ...ask(routes.getExecution, { params: { id: parent ?? 0 } }),
    enabled: parent !== null,
  });
  const later = useQuery(askAt(routes.listExecutions, { query: { parent: id } }, status));
  const repeats = (later.data?.items ?? []).toSorted((a, b) => a.id - b.id);
  if (parent === null && repeats.length === 0) return null;
  return (
    <Panel title="Runs">
      <ol className="grid gap-1.5">
        {first.data === undefined ? null : <Run run={first.data} />}
        <Run run={execution} here />
        {repeats.map((run) => (
          <Run key={run.id} run={run} />
        ))}
      </ol>
    </Panel>
  );
}

function Run({ run, here = false }: { readonly run: Execution; readonly here?: boolean }) {
  return (
    <li className="flex items-center gap-2" aria-current={here ? 'true' : undefined}>
      <ExecutionState status={run.status} />
      {here ? (
        <span className="font-medium">this one</span>
      ) : (
        <Link to={executionPlace(run.id)} className="text-link numeric">
          {run.id}
        </Link>
      )}
      <span className="ml-auto text-xs text-ink-faint">
        <Moment at={run.created} />
      </span>
    </li>
  );
}
