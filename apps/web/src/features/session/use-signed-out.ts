import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { isUnauthenticated } from '../../api-error.ts';
import { ask } from '../../query.ts';

/** Whether the API asks for a token. Until it has said so, the page is shown as if it did not. */
export function useSignedOut(): boolean {
  const session = useQuery({ ...ask(routes.getSession, {}), staleTime: Number.POSITIVE_INFINITY });
  return isUnauthenticated(session.error);
}
