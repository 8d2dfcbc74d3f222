import type { StreamEntry, StreamTopic } from '@clew/contracts';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { formatCount, formatQuantity } from '../../format.ts';
import { usePreload } from '../../navigation.tsx';
import type { Place } from '../../places.ts';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import type { FetchPage } from '../../ui/keyset-pages.ts';
import { Page } from '../../ui/page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import type { Rows } from '../../ui/rows.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useKeysetRows } from '../../ui/use-keyset-rows.ts';
import { LiveSwitch } from './live-switch.tsx';
import { sayMissed } from './missed.ts';
import { type Meaning, useLiveRefresh } from './use-live-refresh.ts';

interface LiveRecordsProps<T> {
  readonly title: string;
  /** What one of them is called. */
  readonly noun: string;
  readonly lead: string;
  readonly topic: StreamTopic;
  readonly list: { readonly queryKey: readonly unknown[]; readonly fetchPage: FetchPage<T> };
  readonly columns: readonly Column<T>[];
  readonly place: (row: T) => Place;
  readonly filters: ReactNode;
  /** What is said while nothing is there. */
  readonly empty: ReactNode;
  /** What an entry of the stream means for this list, as far as the entry tells. */
  readonly meaningOf: (entry: StreamEntry) => Meaning;
  /** Narrows what is listened to. */
  readonly triggerRef?: string | undefined;
  readonly ruleRef?: string | undefined;
  readonly actionRef?: string | undefined;
}

/**
 * A list of records of any length, newest first, that follows what happens while its top is in sight.
 * Further down, and while it is paused, nothing moves; a button says how much is new and leads there.
 */
export function LiveRecords<T extends { readonly id: number }>(props: LiveRecordsProps<T>) {
  const { title, lead, topic, columns, place, filters, empty } = props;
  const list = useKeysetRows<T>(props.list);
  const { show, start } = list.rows;
  const first = useRef(Math.floor(start));
  const [below, setBelow] = useState(start >= 1);
  const follow = useLiveRefresh({
    topics: [topic],
    triggerRef: props.triggerRef,
    ruleRef: props.ruleRef,
    actionRef: props.actionRef,
    refresh: list.restart,
    mayRefresh: () => first.current === 0,
    meaningOf: props.meaningOf,
  });
  const rowsShown = useCallback(
    (from: number, to: number) => {
      first.current = from;
      setBelow(from > 0);
      show(from, to);
    },
    [show],
  );
  const preload = usePreload();
  const newest = list.rows.at(0);
  const hasRows = newest !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: all of them are shown by the same page
  useEffect(() => {
    if (newest !== undefined) preload(place(newest));
  }, [hasRows, preload]);
  const rows: Rows<T> = { ...list.rows, show: rowsShown };
  const toTop = () => {
    first.current = 0;
    list.toTop();
    follow.catchUp();
  };
  const missed = sayMissed(follow.missed);
  const { live, state, catchUp } = follow;
  const { error, retry } = list;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what failed meanwhile is tried when the connection stands again
  useEffect(() => {
    if (state === 'live' && error !== null) retry();
  }, [state]);
  const wasBelow = useRef(below);
  useEffect(() => {
    if (wasBelow.current && !below && live) catchUp();
    wasBelow.current = below;
  }, [below, live, catchUp]);
  return (
    <Page height="fill" width="wide">
      <PageHeader
        title={title}
        lead={lead}
        actions={
          <LiveSwitch
            live={follow.live}
            state={follow.state}
            waiting={missed}
            onChange={follow.setLive}
          />
        }
      />
      <search className="flex flex-wrap items-center gap-2" aria-label={`Filters of ${title}`}>
        {filters}
      </search>
      {list.error === null ? null : <ProblemNotice error={list.error} onRetry={list.retry} />}
      {list.isPending ? (
        <Skeleton rows={10} label={`Loading the ${title.toLowerCase()}`} />
      ) : list.rows.count === 0 && list.error === null ? (
        empty
      ) : list.rows.count === 0 ? null : (
        <DataTable
          label={title}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          place={place}
        />
      )}
      {list.rows.count === 0 ? null : (
        <footer className="numeric -mt-2 flex min-h-7 items-center justify-between gap-4 text-xs text-ink-faint">
          <span>{sayCount(list.rows, props.noun)}</span>
          {below || missed !== null ? (
            <Button look="quiet" icon="up" onClick={toTop}>
              {missed === null || (below && follow.missed.ids.size === 0)
                ? 'Back to the newest'
                : `Show ${missed}`}
            </Button>
          ) : null}
        </footer>
      )}
    </Page>
  );
}

function sayCount({ count, more }: Rows<unknown>, noun: string): string {
  return more ? `${formatCount(count)}+ ${noun}s` : formatQuantity(count, noun);
}
