import { routes } from '@clew/contracts/api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ImpactDepth } from '../../places.ts';
import { ask } from '../../query.ts';

/** Rows that a person may still want to read; the totals count everything all the same. */
const mostItems = 500;

interface ImpactQuestion {
  readonly codebase: string;
  readonly fqn: string;
  readonly depth: ImpactDepth;
}

/** What a change of a symbol would reach, up to a depth. */
export function useImpact({ codebase, fqn, depth }: ImpactQuestion) {
  return useQuery({
    ...ask(routes.getImpact, {
      params: { name: codebase, fqn },
      query: { depth, limit: mostItems },
    }),
    placeholderData: keepPreviousData,
  });
}
