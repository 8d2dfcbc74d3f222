import type { Relation } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { keyOf } from '../../query.ts';
import { useMoment } from '../../use-moment.ts';

export type NeighbourSide = 'callers' | 'callees';

const pageSize = 100;
const routeOf = { callers: routes.getCallers, callees: routes.getCallees } as const;

interface NeighboursQuestion {
  readonly codebase: string;
  readonly fqn: string;
  readonly side: NeighbourSide;
  /** Calls and instantiations when there is none. */
  readonly relation?: Relation | null;
}

/** The callers or callees of a symbol, page by page, with how far the list can be trusted. */
export function useNeighbours({ codebase, fqn, side, relation }: NeighboursQuestion) {
  const at = useMoment();
  const params = { name: codebase, fqn };
  const query = { limit: pageSize, at, relation: relation ?? undefined };
  return useInfiniteQuery({
    queryKey: keyOf(routeOf[side], { params, query }),
    queryFn: ({ pageParam, signal }) =>
      call(routeOf[side], { params, query: { ...query, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    select: ({ pages }) => ({
      items: pages.flatMap((page) => page.items),
      completeness: pages[0]?.completeness ?? null,
    }),
  });
}
