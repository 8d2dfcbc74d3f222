import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';

interface PagesInput<T> {
  /** Names the list; another one starts anew. */
  readonly queryKey: QueryKey;
  readonly fetchPage: (
    cursor: string | undefined,
    signal: AbortSignal,
  ) => Promise<{ readonly items: readonly T[]; readonly next_cursor: string | null }>;
}

/** What is there so far of a list that people read from its top, and how to get more of it. */
export interface Pages<T> {
  /** Undefined until the first page is there. */
  readonly items: readonly T[] | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
  /** Null when everything is there. */
  readonly showMore: (() => void) | null;
  readonly isLoadingMore: boolean;
}

/** A list that grows a page at a time, for rows of any height; `useKeysetRows` is for long tables. */
export function usePages<T>({ queryKey, fetchPage }: PagesInput<T>): Pages<T> {
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  return {
    items: list.data?.pages.flatMap((page) => page.items),
    error: list.error,
    retry: () => void list.refetch(),
    showMore: list.hasNextPage ? () => void list.fetchNextPage() : null,
    isLoadingMore: list.isFetchingNextPage,
  };
}
