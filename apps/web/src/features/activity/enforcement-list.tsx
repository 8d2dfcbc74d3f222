import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { ActivityView } from '../../places.ts';
import { ask } from '../../query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RecordRows, recordsShown, refreshMs } from './record-list.tsx';
import { EnforcementState } from './record-state.tsx';

export function EnforcementList({ route }: { readonly route: ActivityView }) {
  const enforcements = useQuery({
    ...ask(routes.listEnforcements, { query: { limit: recordsShown } }),
    select: (page) => page.items,
    refetchInterval: refreshMs,
  });
  return (
    <RecordRows
      route={route}
      answer={enforcements}
      row={({ id, rule_ref, created, trigger_ref, status }) => ({
        id,
        ref: rule_ref,
        created,
        note: `on ${trigger_ref}`,
        state: <EnforcementState status={status} />,
      })}
      empty={
        <EmptyState icon="enforcements" title="No rule has matched yet">
          <p>An enforcement appears when a rule matches an event.</p>
        </EmptyState>
      }
    />
  );
}
