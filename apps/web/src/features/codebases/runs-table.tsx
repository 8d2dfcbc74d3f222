import { routes } from '@clew/contracts/api';
import { call } from '../../api.ts';
import { formatCommit, formatCount, formatDuration } from '../../format.ts';
import { keyOf } from '../../query.ts';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { useMoment } from '../../use-moment.ts';
import { RunDelta } from './last-run.tsx';

const pageSize = 10;

/** The index runs, newest first. */
export function RunsTable({ codebase }: { readonly codebase: string }) {
  const at = useMoment();
  const params = { name: codebase };
  const query = { limit: pageSize, at };
  const runs = usePages({
    queryKey: keyOf(routes.listRevisions, { params, query }),
    fetchPage: (cursor, signal) =>
      call(routes.listRevisions, { params, query: { ...query, cursor } }, { signal }),
  });
  return (
    <Panel title="Index runs" flush>
      {runs.error === null ? null : <ProblemNotice error={runs.error} onRetry={runs.retry} />}
      {runs.items === undefined ? (
        runs.error === null ? (
          <Skeleton rows={3} label="Loading the index runs" />
        ) : null
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
              {runs.items.map((run) => (
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
      {runs.showMore === null ? null : (
        <p className="border-t border-line p-2 text-center">
          <Button look="quiet" disabled={runs.isLoadingMore} onClick={runs.showMore}>
            {runs.isLoadingMore ? 'Loading' : 'Show earlier ones'}
          </Button>
        </p>
      )}
    </Panel>
  );
}
