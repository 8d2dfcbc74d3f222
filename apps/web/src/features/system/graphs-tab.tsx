import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatCount, formatMoment, formatQuantity } from '../../format.ts';
import { useGo } from '../../navigation.tsx';
import { system } from '../../pipeline-places.ts';
import { ask } from '../../query.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Select } from '../../ui/select.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useCodebases } from '../codebases/use-codebases.ts';
import { Answered } from './answered.tsx';

/** The orphan report and the quarantine of one graph. */
export function GraphsTab({ codebase }: { readonly codebase: string | null }) {
  const codebases = useCodebases();
  const go = useGo();
  const names = (codebases.data ?? []).map(({ name }) => name);
  const chosen = codebase ?? names[0] ?? null;
  return (
    <Answered answer={codebases} what="the codebases">
      {() =>
        chosen === null ? (
          <EmptyState icon="codebases" title="There is no codebase yet">
            <p>
              Index one with <code>clew index</code>; its graph is examined here.
            </p>
          </EmptyState>
        ) : (
          <>
            <div>
              <Select
                label="Codebase"
                all="The first codebase"
                value={chosen}
                options={names}
                name={(name) => name}
                onChange={(of) => go(system({ tab: 'graphs', of }), { replace: true })}
              />
            </div>
            <Orphans codebase={chosen} />
            <Quarantine key={chosen} codebase={chosen} />
          </>
        )
      }
    </Answered>
  );
}

function Orphans({ codebase }: { readonly codebase: string }) {
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
              {formatQuantity(data.broken_references, 'broken reference')}. Checked{' '}
              {formatMoment(data.checked_at)}.
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

const firstRows = 50;
const mostRows = 200;

const reasons = {
  missing_reference: 'pointed at nothing',
  duplicate: 'was there twice',
  reference_cleared: 'kept without what it pointed at',
  value_replaced: 'kept with another value',
} as const;

function Quarantine({ codebase }: { readonly codebase: string }) {
  const [limit, setLimit] = useState(firstRows);
  const found = useQuery({
    ...ask(routes.listQuarantine, { params: { name: codebase }, query: { limit } }),
    placeholderData: (before) => before,
  });
  return (
    <Panel
      title="Quarantine"
      flush
      aside={
        found.data === undefined ? null : (
          <span className="numeric text-xs text-ink-faint">
            {formatQuantity(found.data.total, 'row')}
          </span>
        )
      }
    >
      <Answered answer={found} what="the quarantine">
        {(data) =>
          data.total === 0 ? (
            <p className="faint px-4 py-3">
              Empty: no migration has met a row that it could not keep as it was.
            </p>
          ) : (
            <ul>
              {data.items.map((row) => (
                <li
                  key={row.id}
                  className="grid gap-1 border-t border-line px-4 py-2 first:border-0"
                >
                  <p className="flex flex-wrap gap-x-3">
                    <span className="mono">{`${row.table} ${row.row_id}`}</span>
                    <span>
                      {row.type}: {reasons[row.reason]}
                    </span>
                    <span className="numeric ml-auto text-xs text-ink-faint">
                      {formatMoment(row.quarantined_at)}
                    </span>
                  </p>
                  <div className="mono text-xs">
                    <JsonView value={row.row} depth={2} />
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {found.data === undefined || found.data.next_cursor === null || limit === mostRows ? null : (
        <p className="border-t border-line px-4 py-2">
          <Button look="quiet" onClick={() => setLimit(mostRows)}>
            Show more
          </Button>
        </p>
      )}
    </Panel>
  );
}
