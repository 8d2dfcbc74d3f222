import { useSearch } from '@tanstack/react-router';

/** The moment at which the graph is looked at, as the API takes it; undefined for now. */
export function useMoment(): string | undefined {
  return useSearch({ strict: false, select: ({ at }) => at ?? undefined });
}
