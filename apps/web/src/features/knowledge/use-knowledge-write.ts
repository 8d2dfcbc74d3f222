import { routes } from '@clew/contracts/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';

const written = [
  routes.getKnowledge,
  routes.listGlossary,
  routes.listConstraints,
  routes.listSummaries,
  routes.getCodebase,
];

/** A write of what people know; when it is done, all that was written is read again. */
export function useKnowledgeWrite(write: () => Promise<unknown>, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: async () => {
      await Promise.all(written.map(({ path }) => client.invalidateQueries({ queryKey: [path] })));
      onDone();
    },
  });
}
