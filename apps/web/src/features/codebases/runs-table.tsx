import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { formatCommit, formatCount, formatDuration } from '../../format.ts';
import { ask } from '../../query.ts';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useMoment } from '../../use-moment.ts';
import { RunDelta } from './last-run.tsx';

const runsShown = 10;

/** The latest index runs, newest first. */
export function RunsTable({ codebase }: { readonly codebase: string }) {
  const at = useMoment();
  const runs = useQuery(
    ask(routes.listRevisions, { params: { name: codebase }, query: { limit: runsShown, at } }),
  );
  return (
    <Panel title="Index runs" flush>
      {runs.isPending ? (
        <Skeleton rows={3} label="Loading the index runs" />
      ) : runs.isError ? (
        <ProblemNotice error={runs.error} onRetry={() => runs.refetch()} />
      ) : (
        <ScrollRegion className="table-scroll" label="Index runs, newest first">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Revision</th>
                <th scope="col">Commit</th>
                <th scope="col">Symbols</th>
                <th scope="col" className="cell-number">
                  Edges
                </th>
                <th scope="col" className="cell-number">
                  Took
                </th>
                <th scope="col" className="cell-number">
                  Started
                </th>
              </tr>
            </thead>
            <tbody>
              {runs.data.items.map((run) => (
                <tr key={run.id}>
                  <th scope="row" className="numeric">
                    {run.id}
                  </th>
                  <td>
                    {run.commit === null ? (
                      '–'
                    ) : (
                      <code title={run.commit}>{formatCommit(run.commit)}</code>
                    )}
                  </td>
                  <td>
                    <RunDelta counts={run.counts} />
                  </td>
                  <td className="cell-number">{formatCount(run.counts.edges)}</td>
                  <td className="cell-number">{formatDuration(run.duration_ms)}</td>
                  <td className="cell-number">
                    <Moment at={run.started_at} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Panel>
  );
}
