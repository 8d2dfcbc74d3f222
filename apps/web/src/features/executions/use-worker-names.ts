import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../query.ts';

/** The names of the workers that are known, in order; none until they are there. */
export function useWorkerNames(): readonly string[] {
  const known = useQuery({
    ...ask(routes.listWorkers, { query: { limit: 200 } }),
    select: (page) => page.items.map(({ name }) => name).sort(),
    staleTime: 30_000,
  });
  return known.data ?? [];
}
