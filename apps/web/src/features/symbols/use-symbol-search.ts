import { routes } from '@clew/contracts/api';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../api.ts';
import type { SymbolsView } from '../../places.ts';
import { keyOf } from '../../query.ts';
import { useMoment } from '../../use-moment.ts';

const pageSize = 50;

/** The symbols that a place asks for, page by page; while a new answer comes, the old one stays. */
export function useSymbolSearch({ codebase, q, kind, origin }: SymbolsView) {
  const at = useMoment();
  const params = { name: codebase };
  const query = {
    q: q === '' ? undefined : q,
    kind: kind ?? undefined,
    origin: origin ?? undefined,
    limit: pageSize,
    at,
  };
  return useInfiniteQuery({
    queryKey: keyOf(routes.searchSymbols, { params, query }),
    queryFn: ({ pageParam, signal }) =>
      call(routes.searchSymbols, { params, query: { ...query, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  });
}
