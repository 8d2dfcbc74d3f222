import type { ReactNode } from 'react';
import { Link } from '../../navigation.tsx';
import type { Place } from '../../places.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { IconName } from '../../ui/icon.tsx';

interface EmptyRecordsProps {
  readonly icon: IconName;
  /** What is asked for; when it is less than everything, the filters are why nothing is there. */
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly unfit: { readonly title: string; readonly hint?: ReactNode };
  /** The list without its filters. */
  readonly all: { readonly label: string; readonly place: Place };
  readonly never: { readonly title: string; readonly next: ReactNode };
}

/** Why a list of records is empty, and what would put something there. */
export function EmptyRecords({ icon, query, unfit, all, never }: EmptyRecordsProps) {
  const narrowed = Object.values(query).some((value) => value !== undefined);
  if (!narrowed) {
    return (
      <EmptyState icon={icon} title={never.title}>
        <p>{never.next}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={icon} title={unfit.title}>
      {unfit.hint === undefined ? null : <p>{unfit.hint}</p>}
      <Link to={all.place} className="text-link">
        {all.label}
      </Link>
    </EmptyState>
  );
}
