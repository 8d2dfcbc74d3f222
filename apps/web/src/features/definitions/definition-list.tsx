import type { StreamTopic } from '@clew/contracts';
import { type ReactNode, useMemo } from 'react';
import { Link } from '../../navigation.tsx';
import type { Place } from '../../places.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useKeysetRows } from '../../ui/use-keyset-rows.ts';
import { useLiveRefresh } from '../records/use-live-refresh.ts';

interface DefinitionListProps<T> {
  readonly title: string;
  readonly lead: string;
  readonly make: { readonly label: string; readonly place: Place };
  readonly queryKey: readonly unknown[];
  readonly fetchPage: Parameters<typeof useKeysetRows<T>>[0]['fetchPage'];
  /** They may ask for the list anew, after a switch was turned in it. */
  readonly columns: (refresh: () => void) => readonly Column<T>[];
  /** What happens that the rows tell of; the list follows it while it is short. */
  readonly topics?: readonly StreamTopic[];
  readonly place: (row: T) => Place;
  readonly filters?: ReactNode;
  readonly empty: ReactNode;
}

const followPauseMs = 2_000;
/** A longer list would lose the place of its reader. */
const mostFollowed = 50;

/** The rules, triggers, actions or sensors there are, and the way to a new one. */
export function DefinitionList<T extends { readonly id: number }>(props: DefinitionListProps<T>) {
  const { title, lead, make, columns, topics, place, filters, empty } = props;
  const list = useKeysetRows<T>({ queryKey: props.queryKey, fetchPage: props.fetchPage });
  const { restart } = list;
  const drawn = useMemo(() => columns(restart), [columns, restart]);
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
      {topics === undefined ? null : (
        <Follow
          topics={topics}
          refresh={restart}
          mayRefresh={() => list.rows.count <= mostFollowed}
        />
      )}
      {list.error === null ? null : <ProblemNotice error={list.error} onRetry={list.retry} />}
      {list.isPending ? (
        <Skeleton rows={8} label={`Loading the ${title.toLowerCase()}`} />
      ) : list.rows.count === 0 && list.error === null ? (
        empty
      ) : (
        <DataTable
          label={title}
          columns={drawn}
          rows={list.rows}
          rowKey={({ id }) => id}
          place={place}
        />
      )}
    </Page>
  );
}

interface FollowProps {
  readonly topics: readonly StreamTopic[];
  readonly refresh: () => void;
  readonly mayRefresh: () => boolean;
}

/** Hears what happens, for a list that tells of it. */
function Follow({ topics, refresh, mayRefresh }: FollowProps) {
  useLiveRefresh({ topics, refresh, mayRefresh, pauseMs: followPauseMs });
  return null;
}
