import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { ActivityView } from '../../places.ts';
import { ask } from '../../query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { codebaseOfJob } from '../codebases/index-execution.ts';
import { RecordRows, recordsShown, refreshMs } from './record-list.tsx';
import { ExecutionState } from './record-state.tsx';

export function ExecutionList({ route }: { readonly route: ActivityView }) {
  const executions = useQuery({
    ...ask(routes.listExecutions, { query: { limit: recordsShown } }),
    select: (page) => page.items,
    refetchInterval: refreshMs,
  });
  return (
    <RecordRows
      route={route}
      answer={executions}
      row={(execution) => ({
        id: execution.id,
        ref: execution.action_ref,
        created: execution.created,
        note: codebaseOfJob(execution) ?? execution.worker ?? 'no worker yet',
        state: <ExecutionState status={execution.status} />,
      })}
      empty={
        <EmptyState icon="executions" title="Nothing has run yet">
          <p>An execution appears when a codebase is indexed or a rule runs its action.</p>
        </EmptyState>
      }
    />
  );
}
