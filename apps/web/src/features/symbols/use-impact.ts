import { routes } from '@clew/contracts/api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ImpactDepth } from '../../places.ts';
import { ask } from '../../query.ts';
import { useMoment } from '../../use-moment.ts';

/** Rows that a person may still want to read; the totals count everything all the same. */
const mostItems = 500;

interface ImpactQuestion {
  readonly codebase: string;
  readonly fqn: string;
  readonly depth: ImpactDepth;
}

/** What a change of a symbol would reach, up to a depth. */
export function useImpact({ codebase, fqn, depth }: ImpactQuestion) {
  const at = useMoment();
  return useQuery({
    ...ask(routes.getImpact, {
      params: { name: codebase, fqn },
      query: { depth, limit: mostItems, at },
    }),
    placeholderData: keepPreviousData,
  });
}
