import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { ActivityView } from '../../places.ts';
import { ask } from '../../query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RecordRows, recordsShown, refreshMs } from './record-list.tsx';

export function EventList({ route }: { readonly route: ActivityView }) {
  const events = useQuery({
    ...ask(routes.listEvents, { query: { limit: recordsShown } }),
    select: (page) => page.items,
    refetchInterval: refreshMs,
  });
  return (
    <RecordRows
      route={route}
      answer={events}
      row={({ id, trigger_ref, created, source_ref, depth }) => ({
        id,
        ref: trigger_ref,
        created,
        note: source_ref ?? (depth === 0 ? 'no source named' : `reaction ${depth} of a chain`),
      })}
      empty={
        <EmptyState icon="events" title="Nothing has happened yet">
          <p>
            Send an event with <code>POST /api/v1/events</code>; it shows up here within seconds.
          </p>
        </EmptyState>
      }
    />
  );
}
