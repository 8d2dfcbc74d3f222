import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useRecovery } from '../../ui/use-recovery.ts';

export interface FoundRecord<T> {
  /** Undefined until it is there. */
  readonly data: T | undefined;
  /** Why it is not there, or why what is shown may be old. */
  readonly error: Error | null;
  readonly refresh: () => void;
}

/** The record that a page shows. One that the API did not answer is asked for again when it does. */
export function useRecord<T, K extends QueryKey>(
  options: UseQueryOptions<T, Error, T, K>,
): FoundRecord<T> {
  const { data, error, refetch } = useQuery(options);
  const refresh = useCallback(() => void refetch(), [refetch]);
  useRecovery(refresh, error);
  return { data, error, refresh };
}
