import { hashKey, type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { type FetchPage, KeysetPages } from './keyset-pages.ts';
import type { Rows } from './rows.ts';
import { useRecovery } from './use-recovery.ts';

interface KeysetRowsInput<T> {
  /** Names the list; another one starts anew. */
  readonly queryKey: QueryKey;
  readonly fetchPage: FetchPage<T>;
}

export interface KeysetRows<T> {
  readonly rows: Rows<T>;
  /** Until the first page is there. */
  readonly isPending: boolean;
  /** Of a page that could not be had. */
  readonly error: Error | null;
  readonly retry: () => void;
  /** Asks for the first page again, and forgets the others when it is there. */
  readonly restart: () => void;
  /** Goes to the first row, and asks for what is new there. */
  readonly toTop: () => void;
}

/**
 * A list of any length, page by page, in bounded memory. Whoever goes back in the history of the
 * browser finds it as it was left, at the same row; whoever comes by a link finds it fresh.
 */
export function useKeysetRows<T>({ queryKey, fetchPage }: KeysetRowsInput<T>): KeysetRows<T> {
  const client = useQueryClient();
  const visit = useLocation({ select: ({ state }) => state.__TSR_key ?? '' });
  const id = hashKey([visit, ...queryKey]);
  const latest = useRef(fetchPage);
  useEffect(() => {
    latest.current = fetchPage;
  });
  const pages = useMemo(
    () => pagesOf<T>(client, id, (cursor, signal) => latest.current(cursor, signal)),
    [client, id],
  );
  useSyncExternalStore(pages.subscribe, pages.version);
  useEffect(() => {
    const row = Math.floor(pages.scrolledTo);
    pages.show(row, row);
    if (pages.count > 0) pages.restart();
    return () => {
      pages.rest();
      keep(client, id, pages);
    };
  }, [client, id, pages]);
  useRecovery(pages.retry, pages.error);
  const { visit: from } = pages;
  // biome-ignore lint/correctness/useExhaustiveDependencies: where a visit begins does not move with it
  const start = useMemo(() => pages.scrolledTo, [pages, from]);
  return {
    rows: {
      id: `${id} ${from}`,
      start,
      count: pages.count,
      more: pages.more,
      at: pages.at,
      show: pages.show,
      remember: pages.remember,
    },
    isPending: pages.isPending,
    error: pages.error,
    retry: pages.retry,
    restart: pages.restart,
    toTop: pages.toTop,
  };
}

let asks = 0;

/** The pages of a list. Each question has a key of its own, and leaves nothing in the cache. */
function pagesOf<T>(client: QueryClient, id: string, fetchPage: FetchPage<T>): KeysetPages<T> {
  const kept = client.getQueryData<KeysetPages<T>>(keyOfPages(id));
  if (kept !== undefined) return kept;
  const made = new KeysetPages<T>((cursor, signal) => {
    asks += 1;
    return client.fetchQuery({
      queryKey: ['page', asks],
      queryFn: () => fetchPage(cursor, signal),
      gcTime: 0,
      staleTime: 0,
    });
  });
  keep(client, id, made);
  return made;
}

/** Keeps a list for as long as the cache keeps what nobody uses, from now on. */
function keep<T>(client: QueryClient, id: string, pages: KeysetPages<T>): void {
  const queryKey = keyOfPages(id);
  client.removeQueries({ queryKey, exact: true });
  client.setQueryData(queryKey, pages);
}

function keyOfPages(id: string) {
  return ['pages', id] as const;
}
