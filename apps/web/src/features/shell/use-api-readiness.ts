import { routes } from '@clew/contracts/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiError } from '../../api-error.ts';
import { ask, keyOf } from '../../query.ts';

const usualMs = 15_000;
/** While it is away, so that its return is noticed soon. */
const awayMs = 3_000;

/** Whether the API and its stores answer: asked all the time, and more often while they do not. */
export function useApiReadiness() {
  return useQuery({
    ...ask(routes.getReadiness, {}),
    refetchInterval: ({ state }) => (state.status === 'error' ? awayMs : usualMs),
  });
}

/** Looks at once whether the API is there when anything else that is asked gets no answer. */
export function useSilenceWatch(): void {
  const client = useQueryClient();
  useEffect(() => {
    const readiness = keyOf(routes.getReadiness, {});
    return client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'error') return;
      const { error } = event.query.state;
      const silent = error instanceof ApiError && error.code === 'unreachable';
      if (!silent || event.query.queryKey[0] === readiness[0]) return;
      if (client.getQueryState(readiness)?.status !== 'success') return;
      void client.invalidateQueries({ queryKey: readiness });
    });
  }, [client]);
}
