import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { CodeSymbol, DeletionPreview } from '../../answers.ts';
import { formatCount, formatQuantity, formatTerm } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { type SymbolsView, symbols } from '../../places.ts';
import { ask } from '../../query.ts';
import { Icon } from '../../ui/icon.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DeleteSymbol } from './delete-symbol.tsx';
import { KindBadge } from './kind-badge.tsx';
import { SymbolPlace } from './symbol-place.tsx';
import './deletion-tab.css';
import './symbol-rows.css';

interface DeletionTabProps {
  readonly route: SymbolsView;
  readonly symbol: CodeSymbol;
}

/** What a hard delete would take with it, and both ways to delete. The preview deletes nothing. */
export function DeletionTab({ route, symbol }: DeletionTabProps) {
  const preview = useQuery(
    ask(routes.previewDeletion, { params: { name: route.codebase, fqn: symbol.fqn } }),
  );
  if (preview.isPending) return <Skeleton rows={6} label="Counting what would go" />;
  if (preview.isError) {
    return <ProblemNotice error={preview.error} onRetry={() => preview.refetch()} />;
  }
  const { data } = preview;
  return (
    <div className="deletion">
      <p className="notice">
        <Icon name="trash" />
        <span>
          A hard delete of <code>{symbol.name}</code> would remove{' '}
          <strong className="numeric">{formatQuantity(data.total, 'row')}</strong>
          {data.broken_callers_total === 0
            ? ' and break no caller.'
            : ` and take the target from ${formatQuantity(data.broken_callers_total, 'caller')}.`}{' '}
          <span className="faint">This is a preview; nothing was written.</span>
        </span>
      </p>
      <DeleteSymbol route={route} symbol={symbol} preview={data} />
      <RowsThatGo rows={data.rows} />
      <BrokenCallers route={route} preview={data} />
    </div>
  );
}

function RowsThatGo({ rows }: { readonly rows: DeletionPreview['rows'] }) {
  const tables = Object.entries(rows).sort(([, a], [, b]) => b - a);
  const most = Math.max(1, ...tables.map(([, count]) => count));
  return (
    <section aria-label="Rows that would go">
      <h3 className="section-title">Rows that would go</h3>
      <table className="table deletion-table">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Table</th>
            <th scope="col">Share</th>
            <th scope="col">Rows</th>
          </tr>
        </thead>
        <tbody>
          {tables.map(([table, count]) => (
            <tr key={table} data-zero={count === 0}>
              <th scope="row">{formatTerm(table)}</th>
              <td className="deletion-bar" aria-hidden="true">
                <span
                  className="deletion-bar-fill"
                  style={{ inlineSize: count === 0 ? 0 : `max(2px, ${(count / most) * 100}%)` }}
                />
              </td>
              <td className="cell-number">{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface BrokenCallersProps {
  readonly route: SymbolsView;
  readonly preview: DeletionPreview;
}

function BrokenCallers({ route, preview }: BrokenCallersProps) {
  const { broken_callers: callers, broken_callers_total: total } = preview;
  if (total === 0) return null;
  return (
    <section aria-label="Callers that would break">
      <h3 className="section-title">
        Callers that would lose their target{' '}
        <span className="faint numeric">
          {callers.length < total ? `${formatCount(callers.length)} of ` : ''}
          {formatCount(total)}
        </span>
      </h3>
      <ul className="rows">
        {callers.map((caller) => (
          <li key={caller.fqn} className="row">
            <KindBadge kind={caller.kind} />
            <div className="row-body">
              <div className="row-line">
                <Link
                  to={symbols(route.codebase, { ...route, symbol: caller.fqn })}
                  className="row-name mono"
                  title={caller.fqn}
                >
                  {caller.name}
                </Link>
              </div>
              <SymbolPlace symbol={caller} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
