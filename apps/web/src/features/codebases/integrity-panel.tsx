import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { IntegrityReport } from '../../answers.ts';
import { formatCount, formatQuantity } from '../../format.ts';
import { ask } from '../../query.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { OfThePresent } from '../shell/of-the-present.tsx';

/** Whether anything in the graph dangles: one row for each foreign key, as the check found it. */
export function IntegrityPanel({ codebase }: { readonly codebase: string }) {
  const check = useQuery({
    ...ask(routes.checkIntegrity, { params: { name: codebase } }),
    staleTime: 60_000,
  });
  return (
    <Panel
      title="Integrity"
      aside={
        <Button
          look="quiet"
          icon="retry"
          disabled={check.isFetching}
          onClick={() => check.refetch()}
        >
          {check.isFetching ? 'Checking' : 'Check again'}
        </Button>
      }
    >
      <OfThePresent>This is checked in the graph of the present.</OfThePresent>
      {check.isPending ? (
        <Skeleton rows={6} label="Checking every foreign key" />
      ) : check.isError ? (
        <ProblemNotice error={check.error} onRetry={() => check.refetch()} />
      ) : (
        <IntegrityFindings report={check.data} />
      )}
    </Panel>
  );
}

function IntegrityFindings({ report }: { readonly report: IntegrityReport }) {
  const quarantined = report.quarantined.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <p className={`verdict ${report.ok ? 'verdict-ok' : 'verdict-bad'}`}>
        <Icon name={report.ok ? 'check' : 'warning'} />
        <span>
          <strong>{verdict(report)}</strong>{' '}
          <span className="verdict-when">
            checked <Moment at={report.checked_at} />
          </span>
        </span>
      </p>
      <table className="table integrity-table">
        <caption className="visually-hidden">Orphans for each foreign key</caption>
        <thead>
          <tr>
            <th scope="col">Foreign key</th>
            <th scope="col" className="integrity-target">
              References
            </th>
            <th scope="col" className="cell-number">
              Orphans
            </th>
          </tr>
        </thead>
        <tbody>
          {report.orphans.map((key) => (
            <tr key={`${key.table}.${key.column}`}>
              <th scope="row" title={key.type}>
                <code>
                  {key.table}.{key.column}
                </code>
              </th>
              <td className="integrity-target">
                <code className="faint">{key.references}</code>
              </td>
              <td className={`cell-number ${key.count === 0 ? 'count-zero' : 'count-bad'}`}>
                {formatCount(key.count)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="integrity-notes">
        <li>
          {formatQuantity(report.foreign_key_violations, 'violation')} found by SQLite’s own foreign
          key check.
        </li>
        <li>
          {report.file_problems.length === 0
            ? 'The database file is sound.'
            : `The database file is damaged: ${report.file_problems.join('; ')}`}
        </li>
        {report.broken_references === 0 ? null : (
          <li>
            {formatQuantity(report.broken_references, 'edge')} still{' '}
            {report.broken_references === 1 ? 'points' : 'point'} at a symbol that is gone from the
            sources.
          </li>
        )}
        {quarantined === 0 ? null : (
          <li>
            {formatQuantity(quarantined, 'row')} in quarantine since the migration (
            {report.quarantined
              .map(({ type, count }) => `${type} ${formatCount(count)}`)
              .join(', ')}
            ).
          </li>
        )}
      </ul>
    </>
  );
}

function verdict(report: IntegrityReport): string {
  if (report.file_problems.length > 0) return 'The database file is damaged';
  if (report.orphans_total > 0) return `${formatQuantity(report.orphans_total, 'orphan')} found`;
  if (report.foreign_key_violations > 0) {
    return `${formatQuantity(report.foreign_key_violations, 'violation')} found`;
  }
  return `Zero orphans in ${formatQuantity(report.orphans.length, 'foreign key')}`;
}
