import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { Skeleton } from './skeleton.tsx';
import type { Pages } from './use-pages.ts';

interface PagedListProps<T> {
  /** What the rows are, for those who do not see them. */
  readonly label: string;
  readonly pages: Pages<T>;
  readonly rowKey: (row: T) => string | number;
  /** Instead of no rows. */
  readonly empty: ReactNode;
  readonly children: (row: T) => ReactNode;
}

/** Rows of any height from edge to edge of a panel, and a way to get more; it says when more could not be had. */
export function PagedList<T>({ label, pages, rowKey, empty, children }: PagedListProps<T>) {
  const { items, error, retry, showMore, isLoadingMore } = pages;
  if (items === undefined) {
    if (error !== null) return <ProblemNotice error={error} onRetry={retry} />;
    return <Skeleton rows={6} label={`Loading: ${label}`} />;
  }
  if (items.length === 0) return empty;
  return (
    <>
      <ul aria-label={label}>
        {items.map((row) => (
          <li key={rowKey(row)} className="border-b border-line px-4 py-3 last:border-0">
            {children(row)}
          </li>
        ))}
      </ul>
      {error === null ? null : <ProblemNotice error={error} onRetry={showMore ?? retry} />}
      {showMore === null ? null : (
        <p className="border-t border-line p-2 text-center">
          <Button look="quiet" disabled={isLoadingMore} onClick={showMore}>
            {isLoadingMore ? 'Loading' : 'Show more'}
          </Button>
        </p>
      )}
    </>
  );
}
