import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { healthKey } from './use-volumes.ts';

/** How the history lies on disk. Whoever asks gets the same answer. */
export function useStorage() {
  return useQuery({
    queryKey: [healthKey, 'storage'],
    queryFn: ({ signal }) => call(routes.getStorage, {}, { signal }),
    staleTime: 20_000,
    refetchInterval: 60_000,
  });
}
