import type { GraphQuery } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../../api.ts';
import { expandedIn } from '../../codebase-places.ts';
import { keyOf } from '../../query.ts';
import { useMoment } from '../../use-moment.ts';
import type { GraphView } from './graph-view.ts';
import { joinAnswers } from './neighbourhood.ts';

/**
 * What is around a symbol, and around each node that was expanded since. Each part is an answer of
 * its own, so an expansion asks for no more than one step around one node.
 */
export function useNeighbourhood(
  {
    codebase,
    direction,
    depth,
    limit,
    expanded: names,
  }: Pick<GraphView, 'codebase' | 'direction' | 'depth' | 'limit' | 'expanded'>,
  symbol: string,
) {
  const at = useMoment();
  const expanded = useMemo(() => expandedIn({ expanded: names }), [names]);
  const params = { name: codebase };
  const questions: readonly GraphQuery[] = [
    { start: [symbol], direction, depth, limit },
    ...expanded.map((fqn): GraphQuery => ({ start: [fqn], direction: 'both', depth: 1, limit })),
  ];
  const answers = useQueries({
    queries: questions.map((question) => ({
      queryKey: [...keyOf(routes.queryGraph, { params, query: { at } }), question],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        call(routes.queryGraph, { params, query: { at } }, { body: question, signal }),
      staleTime: 60_000,
    })),
  });
  const parts = answers.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const dates = answers.map(({ dataUpdatedAt }) => dataUpdatedAt).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `dates` change when the answers do
  const whole = useMemo(() => joinAnswers(parts), [dates, symbol, direction, depth, limit, names]);
  const [first] = answers;
  return {
    whole,
    expanded,
    truncated: parts.some((part) => part.truncated),
    completeness: first?.data?.completeness ?? null,
    isPending: first?.isPending ?? true,
    isFetching: answers.some((answer) => answer.isFetching),
    error: answers.find((answer) => answer.error !== null)?.error ?? null,
    retry: () => {
      for (const answer of answers) if (answer.isError) void answer.refetch();
    },
  };
}
