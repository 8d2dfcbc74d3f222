import { useApiReadiness } from './use-api-readiness.ts';

const colours = { pending: 'bg-ink-faint', down: 'bg-danger', ready: 'bg-ok' } as const;
const sentences = {
  pending: 'Asking the API',
  down: 'API not ready',
  ready: 'API ready',
} as const;

/** Whether the API and both of its stores answer, and the way to its reference. */
export function ApiStatus({ rail = false }: { readonly rail?: boolean }) {
  const ready = useApiReadiness();
  const state = ready.isPending ? 'pending' : ready.isError ? 'down' : 'ready';
  const words = sentences[state];
  return (
    <a
      className="inline-flex min-h-7 items-center gap-2 rounded-chip px-2.5 text-xs text-ink-soft hover:bg-hover hover:text-ink"
      href="/docs"
      data-api={state}
      title={ready.isError ? ready.error.message : `${words}. Open its reference.`}
    >
      <span className={`size-2 rounded-full ${colours[state]}`} aria-hidden="true" />
      <span className={rail ? 'max-desk:sr-only' : ''}>{words}</span>
      <span className="visually-hidden">, open the API reference</span>
    </a>
  );
}
