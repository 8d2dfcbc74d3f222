import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { changesOf } from '../../codebase-places.ts';
import { formatCount, formatMoment, formatQuantity } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { ask } from '../../query.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Answered } from './answered.tsx';

/** What in a graph points at nothing: by foreign key, in its file, and in the code itself. */
export function OrphanReport({ codebase }: { readonly codebase: string }) {
  const report = useQuery(ask(routes.checkIntegrity, { params: { name: codebase } }));
  return (
    <Panel
      title="Orphan report"
      flush
      aside={
        <span className="flex items-center gap-2">
          {report.data === undefined ? null : report.data.ok ? (
            <StatusBadge look={{ tone: 'ok', icon: 'check' }}>sound</StatusBadge>
          ) : (
            <StatusBadge look={{ tone: 'danger', icon: 'error' }}>damaged</StatusBadge>
          )}
          <Button
            look="quiet"
            icon="retry"
            disabled={report.isFetching}
            onClick={() => void report.refetch()}
          >
            {report.isFetching ? 'Checking' : 'Check again'}
          </Button>
        </span>
      }
    >
      <Answered answer={report} what="the orphan report">
        {(data) => (
          <>
            <p className="border-b border-line px-4 py-2 text-ink-soft">
              {formatQuantity(data.orphans_total, 'orphan')},{' '}
              {formatQuantity(data.foreign_key_violations, 'foreign key violation')},{' '}
              {formatQuantity(data.file_problems.length, 'problem')} in the file,{' '}
              <Link to={changesOf(codebase, { view: 'broken' })} className="text-link">
                {formatQuantity(data.broken_references, 'broken reference')}
              </Link>{' '}
              in the code. Checked {formatMoment(data.checked_at)}.
            </p>
            {data.file_problems.length === 0 ? null : (
              <ul className="mono border-b border-line px-4 py-2 text-xs text-danger">
                {data.file_problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            )}
            <ScrollRegion className="table-scroll" label="Orphans by foreign key">
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">Check</th>
                    <th scope="col">Column</th>
                    <th scope="col">References</th>
                    <th scope="col" className="cell-number">
                      Orphans
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {data.orphans.map(({ type, table, column, references, count }) => (
                    <tr key={type}>
                      <th scope="row">{type}</th>
                      <td className="mono">{`${table}.${column}`}</td>
                      <td className="mono">{references}</td>
                      <td
                        className={`cell-number ${count === 0 ? '' : 'font-semibold text-danger'}`}
                      >
                        {formatCount(count)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollRegion>
          </>
        )}
      </Answered>
    </Panel>
  );
}
