import type { StreamTopic } from '@clew/contracts';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Place } from '../../places.ts';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Page } from '../../ui/page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import type { Rows } from '../../ui/rows.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useKeysetRows } from '../../ui/use-keyset-rows.ts';
import { LiveSwitch } from './live-switch.tsx';
import { useLiveRefresh } from './use-live-refresh.ts';

interface LiveRecordsProps<T> {
  readonly title: string;
  readonly lead: string;
  readonly topic: StreamTopic;
  readonly queryKey: readonly unknown[];
  readonly fetchPage: Parameters<typeof useKeysetRows<T>>[0]['fetchPage'];
  readonly columns: readonly Column<T>[];
  readonly place: (row: T) => Place;
  readonly filters: ReactNode;
  /** What is said while nothing is there. */
  readonly empty: ReactNode;
  /** Narrows what is listened to. */
  readonly triggerRef?: string | undefined;
  readonly ruleRef?: string | undefined;
  readonly actionRef?: string | undefined;
}

/**
 * A list of records of any length, newest first, that follows what happens while its top is in sight.
 * Further down nothing moves; a button leads to what is new.
 */
export function LiveRecords<T extends { readonly id: number }>(props: LiveRecordsProps<T>) {
  const { title, lead, topic, columns, place, filters, empty } = props;
  const list = useKeysetRows<T>({ queryKey: props.queryKey, fetchPage: props.fetchPage });
  const first = useRef(0);
  const [visit, setVisit] = useState(0);
  const { restart } = list;
  const follow = useLiveRefresh({
    topics: [topic],
    triggerRef: props.triggerRef,
    ruleRef: props.ruleRef,
    actionRef: props.actionRef,
    refresh: restart,
    mayRefresh: () => first.current === 0,
  });
  const { show } = list.rows;
  const [rowsShown] = useState(() => (from: number, to: number) => {
    first.current = from;
    show(from, to);
  });
  const rows: Rows<T> = { ...list.rows, show: rowsShown };

  // What was kept of an earlier visit may be old.
  const atFirst = useRef(restart);
  useEffect(() => atFirst.current(), []);

  const toTop = () => {
    first.current = 0;
    setVisit(visit + 1);
    follow.catchUp();
  };
  return (
    <Page height="fill" width="wide">
      <PageHeader
        title={title}
        lead={lead}
        actions={<LiveSwitch live={follow.live} state={follow.state} onChange={follow.setLive} />}
      />
      <search className="flex flex-wrap items-center gap-2" aria-label={`Filters of ${title}`}>
        {filters}
        {follow.behind ? (
          <Button look="quiet" icon="retry" onClick={toTop}>
            Show what is new
          </Button>
        ) : null}
      </search>
      {list.error === null ? null : <ProblemNotice error={list.error} onRetry={list.retry} />}
      {list.isPending ? (
        <Skeleton rows={10} label={`Loading the ${title.toLowerCase()}`} />
      ) : list.rows.count === 0 && list.error === null ? (
        empty
      ) : (
        <DataTable
          key={visit}
          label={title}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          place={place}
        />
      )}
    </Page>
  );
}
