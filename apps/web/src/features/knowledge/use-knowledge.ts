import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
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
