import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from '../../navigation.tsx';
import { type ActivityView, activity } from '../../places.ts';
import { Moment } from '../../ui/moment.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Truncated } from '../../ui/truncated.tsx';

/** How many of the latest records a list shows. */
export const recordsShown = 50;

/** How often a list asks again while the page is visible. */
export const refreshMs = 5_000;

interface Row {
  readonly id: number;
  readonly ref: string;
  readonly created: string;
  readonly note: ReactNode;
  readonly state?: ReactNode;
}

interface RecordRowsProps<T> {
  readonly route: ActivityView;
  readonly answer: UseQueryResult<readonly T[]>;
  readonly row: (record: T) => Row;
  readonly empty: ReactNode;
}

/** The latest records, newest first; each row leads to its detail. */
export function RecordRows<T>({ route, answer, row, empty }: RecordRowsProps<T>) {
  if (answer.isPending) return <Skeleton rows={8} label={`Loading the ${route.list}`} />;
  if (answer.data === undefined) {
    return <ProblemNotice error={answer.error} onRetry={() => answer.refetch()} />;
  }
  return (
    <>
      {answer.isError ? (
        <ProblemNotice error={answer.error} onRetry={() => answer.refetch()} />
      ) : null}
      {answer.data.length === 0 ? empty : null}
      <ul className="record-rows">
        {answer.data.map(row).map(({ id, ref, created, note, state }) => (
          <li key={id}>
            <Link
              to={activity(route.list, { ...route, id: String(id) })}
              className="record-row"
              aria-current={route.id === String(id) ? 'true' : undefined}
            >
              <span className="record-row-line">
                <Truncated text={ref} className="mono record-row-ref" />
                <span className="record-row-state">{state}</span>
              </span>
              <span className="record-row-line faint">
                <span className="record-row-note">{note}</span>
                <Moment at={created} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {answer.data.length === recordsShown ? (
        <p className="records-end faint">The latest {recordsShown}.</p>
      ) : null}
    </>
  );
}
