import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../query.ts';

const everyMs = 15_000;

/** Whether the API and both of its stores answer, and the way to its reference. */
export function ApiStatus() {
  const ready = useQuery({ ...ask(routes.getReadiness, {}), refetchInterval: everyMs });
  const state = ready.isPending ? 'pending' : ready.isError ? 'down' : 'ready';
  const words = { pending: 'Asking the API', down: 'API not ready', ready: 'API ready' }[state];
  return (
    <a
      className="api-status"
      href="/docs"
      title={ready.isError ? ready.error.message : `${words}. Open its reference.`}
    >
      <span className={`api-status-dot api-status-${state}`} aria-hidden="true" />
      <span className="api-status-words">{words}</span>
      <span className="visually-hidden">, open the API reference</span>
    </a>
  );
}
