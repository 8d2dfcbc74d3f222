import type { ReactNode } from 'react';
import { Link } from '../../navigation.tsx';
import type { Place } from '../../places.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useKeysetRows } from '../../ui/use-keyset-rows.ts';

interface DefinitionListProps<T> {
  readonly title: string;
  readonly lead: string;
  readonly make: { readonly label: string; readonly place: Place };
  readonly queryKey: readonly unknown[];
  readonly fetchPage: Parameters<typeof useKeysetRows<T>>[0]['fetchPage'];
  readonly columns: readonly Column<T>[];
  readonly place: (row: T) => Place;
  readonly filters?: ReactNode;
  readonly empty: ReactNode;
}

/** The rules, triggers or actions there are, and the way to a new one. */
export function DefinitionList<T extends { readonly id: number }>(props: DefinitionListProps<T>) {
  const { title, lead, make, columns, place, filters, empty } = props;
  const list = useKeysetRows<T>({ queryKey: props.queryKey, fetchPage: props.fetchPage });
  return (
    <Page height="fill" width="wide">
      <PageHeader
        title={title}
        lead={lead}
        actions={
          <Link to={make.place} className="button button-primary">
            <Icon name="plus" />
            {make.label}
          </Link>
        }
      />
      {filters === undefined ? null : (
        <search className="flex flex-wrap items-center gap-2" aria-label={`Filters of ${title}`}>
          {filters}
        </search>
      )}
      {list.error === null ? null : <ProblemNotice error={list.error} onRetry={list.retry} />}
      {list.isPending ? (
        <Skeleton rows={8} label={`Loading the ${title.toLowerCase()}`} />
      ) : list.rows.count === 0 && list.error === null ? (
        empty
      ) : (
        <DataTable
          label={title}
          columns={columns}
          rows={list.rows}
          rowKey={({ id }) => id}
          place={place}
        />
      )}
    </Page>
  );
}
