import type { DifferenceKind } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { changesOf } from '../../codebase-places.ts';
import { formatCount, formatTerm } from '../../format.ts';
import { useGo } from '../../navigation.tsx';
import { symbols } from '../../places.ts';
import { ask } from '../../query.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useKeysetRows } from '../../ui/use-keyset-rows.ts';
import type { ChangesView } from './changes-view.ts';
import { differenceColumns, keyOfDifference, subjectOf } from './difference-columns.tsx';

const pageSize = 100;

const kinds = [
  'symbol_added',
  'symbol_removed',
  'symbol_renamed',
  'symbol_changed',
  'edge_added',
  'edge_removed',
  'entry_point_added',
  'entry_point_removed',
  'dependency_added',
  'dependency_removed',
] as const satisfies readonly DifferenceKind[];

interface DifferencesProps {
  readonly view: ChangesView;
  readonly from: number;
  readonly to: number;
}

/** What differs between two revisions, by kind. */
export function Differences({ view, from, to }: DifferencesProps) {
  const go = useGo();
  const { codebase, kind } = view;
  const params = { name: codebase };
  const query = { from: String(from), to: String(to), limit: pageSize };
  const totals = useQuery(ask(routes.diffRevisions, { params, query: { ...query, limit: 1 } }));
  const list = useKeysetRows({
    queryKey: [routes.diffRevisions.path, params, { ...query, kind }],
    fetchPage: (cursor, signal) =>
      call(
        routes.diffRevisions,
        { params, query: { ...query, cursor, kind: kind ?? undefined } },
        { signal },
      ),
  });
  if (totals.isPending) return <Skeleton rows={6} label="Comparing" />;
  if (totals.isError) {
    return <ProblemNotice error={totals.error} onRetry={() => totals.refetch()} />;
  }
  const counted = kinds.filter((each) => totals.data.totals[each] > 0);
  return (
    <>
      <fieldset className="m-0 flex flex-wrap gap-2 border-0 p-0">
        <legend className="visually-hidden">Kinds of differences</legend>
        {counted.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={kind === each}
            onClick={() =>
              go(changesOf(codebase, { ...view, kind: kind === each ? null : each }), {
                replace: true,
              })
            }
            className="inline-flex h-7 cursor-pointer items-center gap-2 rounded-control border border-line bg-surface px-2.5 text-xs hover:bg-hover aria-pressed:border-accent-line aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            {formatTerm(each)}
            <span className="tabular-nums text-ink-faint">
              {formatCount(totals.data.totals[each])}
            </span>
          </button>
        ))}
      </fieldset>
      {list.error === null ? null : <ProblemNotice error={list.error} onRetry={list.retry} />}
      {counted.length === 0 ? (
        <EmptyState icon="check" title="The two revisions are the same" />
      ) : list.isPending ? (
        <Skeleton rows={6} label="Loading the differences" />
      ) : (
        <DataTable
          label="Differences"
          columns={differenceColumns}
          rows={list.rows}
          rowKey={keyOfDifference}
          place={(row) => symbols(codebase, { symbol: subjectOf(row).fqn })}
        />
      )}
    </>
  );
}
