import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { Codebase } from '../../answers.ts';
import { call } from '../../api.ts';

const pageSize = 200;

/** All codebases, by name. */
export function useCodebases() {
  return useQuery({
    queryKey: [routes.listCodebases.path, 'all'],
    queryFn: ({ signal }) => listAll(signal),
  });
}

async function listAll(signal: AbortSignal): Promise<readonly Codebase[]> {
  const all: Codebase[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = { limit: pageSize, cursor };
    const page = await call(routes.listCodebases, { query }, { signal });
    all.push(...page.items);
    if (page.next_cursor === null) return all;
    cursor = page.next_cursor;
  }
}
