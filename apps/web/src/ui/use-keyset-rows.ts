import { hashKey, type QueryKey, useQueries } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { Rows } from './rows.ts';

interface KeysetPage<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}

interface KeysetRowsInput<T> {
  /** Names the list; another one starts anew. */
  readonly queryKey: QueryKey;
  readonly fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<KeysetPage<T>>;
}

export interface KeysetRows<T> {
  readonly rows: Rows<T>;
  /** Until the first page is there. */
  readonly isPending: boolean;
  /** Of a page that could not be had. */
  readonly error: Error | null;
  readonly retry: () => void;
  /** Forgets where the pages begin and asks for the first one again. */
  readonly restart: () => void;
}

/** Where the pages begin that are known: the cursor behind which each lies, and its first row. */
interface Pages {
  readonly id: string;
  readonly cursors: readonly (string | undefined)[];
  readonly starts: readonly number[];
  readonly first: number;
  readonly last: number;
}

/** How long a page that is out of sight stays at hand. */
const keptMs = 20_000;

/**
 * A list of any length, page by page. Only the pages in sight are subscribed to, besides a cursor for
 * each page that was passed; the cache may drop the others after a while.
 */
export function useKeysetRows<T>({ queryKey, fetchPage }: KeysetRowsInput<T>): KeysetRows<T> {
  const id = hashKey(queryKey);
  const [known, setKnown] = useState<Pages>(() => startOf(id));
  const pages = known.id === id ? known : startOf(id);
  if (pages !== known) setKnown(pages);

  const wanted = pages.cursors.slice(pages.first, pages.last + 1);
  const answers = useQueries({
    queries: wanted.map((cursor) => ({
      queryKey: [...queryKey, 'page', cursor ?? null],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => fetchPage(cursor, signal),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: keptMs,
    })),
  });

  const end = pages.cursors.length - 1;
  const lastPage = answers[end - pages.first]?.data;
  const lastSize = lastPage?.items.length ?? 0;
  const next = lastPage?.next_cursor ?? null;
  useEffect(() => {
    if (next !== null) setKnown((now) => (now.id === id ? withPage(now, next, lastSize) : now));
  }, [id, next, lastSize]);

  const show = useCallback((first: number, last: number) => {
    setKnown((now) => {
      const from = Math.max(0, pageOf(now.starts, first) - 1);
      const to = Math.min(now.cursors.length - 1, pageOf(now.starts, last) + 1);
      return from === now.first && to === now.last ? now : { ...now, first: from, last: to };
    });
  }, []);

  const failed = answers.find((answer) => answer.error !== null);
  const counted = (pages.starts[end] ?? 0) + lastSize;
  return {
    rows: {
      count: counted,
      more: lastPage === undefined || next !== null,
      at: (index) => {
        const page = pageOf(pages.starts, index);
        return answers[page - pages.first]?.data?.items[index - (pages.starts[page] ?? 0)];
      },
      show,
    },
    isPending: pages.cursors.length === 1 && lastPage === undefined && failed === undefined,
    error: failed?.error ?? null,
    retry: () => {
      for (const answer of answers) if (answer.isError) void answer.refetch();
    },
    restart: () => {
      setKnown(startOf(id));
      void answers[-pages.first]?.refetch();
    },
  };
}

function startOf(id: string): Pages {
  return { id, cursors: [undefined], starts: [0], first: 0, last: 0 };
}

function withPage(pages: Pages, cursor: string, sizeBefore: number): Pages {
  if (pages.cursors.at(-1) === cursor) return pages;
  const start = (pages.starts.at(-1) ?? 0) + sizeBefore;
  return { ...pages, cursors: [...pages.cursors, cursor], starts: [...pages.starts, start] };
}

/** The page that a row lies on: the last that begins at or before it. */
export function pageOf(starts: readonly number[], row: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}
