import type { SymbolHistoryEntry } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../api.ts';
import { changesOf } from '../../codebase-places.ts';
import { formatCommit, formatTerm } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { symbols } from '../../places.ts';
import { keyOf } from '../../query.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useMoment } from '../../use-moment.ts';

const pageSize = 50;

interface HistoryTabProps {
  readonly codebase: string;
  readonly fqn: string;
}

/** What happened to a symbol and to what begins at it, newest first. */
export function HistoryTab({ codebase, fqn }: HistoryTabProps) {
  const params = { name: codebase, fqn };
  const at = useMoment();
  const query = { limit: pageSize, at };
  const history = useInfiniteQuery({
    queryKey: keyOf(routes.listSymbolHistory, { params, query }),
    queryFn: ({ pageParam, signal }) =>
      call(
        routes.listSymbolHistory,
        { params, query: { ...query, cursor: pageParam } },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  });
  if (history.isPending) return <Skeleton rows={6} label="Loading the history" />;
  if (history.isError) {
    return <ProblemNotice error={history.error} onRetry={() => history.refetch()} />;
  }
  if (history.data.length === 0) {
    return (
      <EmptyState icon="clock" title="Nothing has changed since the first index run">
        <p>Later runs record what came, went and changed.</p>
      </EmptyState>
    );
  }
  return (
    <section aria-label="History" className="grid gap-3">
      <ol className="rounded-control border border-line bg-surface">
        {history.data.map((entry) => (
          <li
            key={entry.seq}
            className="grid grid-cols-[110px_minmax(0,1fr)_auto] items-center gap-3 border-b border-line px-4 py-2 last:border-0 max-tablet:grid-cols-1 max-tablet:gap-1"
          >
            <StatusBadge look={deedOf(entry).look}>{deedOf(entry).word}</StatusBadge>
            <span className="min-w-0 wrap-anywhere">
              {formatTerm(entry.entity)} {aboutOf(codebase, entry)}
            </span>
            <span className="text-xs text-ink-faint tabular-nums">
              <Link
                to={changesOf(codebase, { to: entry.revision })}
                className="hover:underline"
                title="What else this revision changed"
              >
                revision {entry.revision}
              </Link>
              {entry.commit === null ? null : <code> {formatCommit(entry.commit)}</code>}{' '}
              <Moment at={entry.time} />
            </span>
          </li>
        ))}
      </ol>
      {history.hasNextPage ? (
        <p className="text-center">
          <Button
            look="quiet"
            disabled={history.isFetchingNextPage}
            onClick={() => history.fetchNextPage()}
          >
            {history.isFetchingNextPage ? 'Loading' : 'Show more'}
          </Button>
        </p>
      ) : null}
    </section>
  );
}

const deeds = {
  INSERT: { word: 'added', look: { tone: 'ok', icon: 'plus' } },
  UPDATE: { word: 'changed', look: { tone: 'warn', icon: 'edit' } },
  DELETE: { word: 'removed', look: { tone: 'danger', icon: 'trash' } },
  deletion: { word: 'deleted', look: { tone: 'danger', icon: 'trash' } },
  restoration: { word: 'restored', look: { tone: 'ok', icon: 'retry' } },
} as const;

/** A soft deletion is a change of the row, but not to those who read of it. */
function deedOf({ operation, changed_fields: fields, new_values: now }: SymbolHistoryEntry) {
  if (operation !== 'UPDATE' || !fields.includes('deleted_at')) return deeds[operation];
  return now?.deleted_at === null ? deeds.restoration : deeds.deletion;
}

function aboutOf(codebase: string, entry: SymbolHistoryEntry): ReactNode {
  const values = entry.new_values ?? entry.old_values ?? {};
  if (entry.operation === 'UPDATE') {
    const fields = entry.changed_fields.filter((field) => field !== 'deleted_at');
    return <span className="text-ink-soft">{fields.map(formatTerm).join(', ')}</span>;
  }
  const { to, relation } = values;
  if (typeof to === 'string' && typeof relation === 'string') {
    return (
      <>
        <span className="text-ink-soft">{formatTerm(relation)}</span>{' '}
        <Link to={symbols(codebase, { symbol: to })} className="font-mono text-xs hover:underline">
          {to.split('#').at(-1)}
        </Link>
      </>
    );
  }
  return null;
}
