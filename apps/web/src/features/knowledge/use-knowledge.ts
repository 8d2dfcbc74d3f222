import { routes } from '@clew/contracts/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../query.ts';
import { useMoment } from '../../use-moment.ts';

/** What was written about a symbol. The past can be read but not written. */
export function useKnowledge(codebase: string, fqn: string) {
  const at = useMoment();
  const answer = useQuery(
    ask(routes.getKnowledge, { params: { name: codebase, fqn }, query: { at } }),
  );
  return { answer, writable: at === undefined };
}

/** A write about a symbol; when it is done, what was written is read again. */
export function useKnowledgeWrite<Input>(
  write: (input: Input) => Promise<unknown>,
  onDone: () => void,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [routes.getKnowledge.path] });
      onDone();
    },
  });
}
