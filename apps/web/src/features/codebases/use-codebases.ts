import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../query.ts';

const mostCodebases = 200;

/** All codebases, by name. */
export function useCodebases() {
  return useQuery({
    ...ask(routes.listCodebases, { query: { limit: mostCodebases } }),
    select: (page) => page.items,
  });
}
