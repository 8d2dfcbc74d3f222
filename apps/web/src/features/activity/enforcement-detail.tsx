import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '../../navigation.tsx';
import { type ActivityView, activity } from '../../places.ts';
import { ask } from '../../query.ts';
import { Icon } from '../../ui/icon.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { RecordLink } from './record-link.tsx';
import { refreshMs } from './record-list.tsx';
import { FullMoment, RecordFact, RecordFacts, RecordHeader, RecordJson } from './record-parts.tsx';
import { EnforcementState, ExecutionState } from './record-state.tsx';

interface EnforcementDetailProps {
  readonly route: ActivityView;
  readonly id: number;
}

export function EnforcementDetail({ route, id }: EnforcementDetailProps) {
  const enforcement = useQuery({
    ...ask(routes.getEnforcement, { params: { id } }),
    refetchInterval: ({ state }) => (state.data?.resolved_at === null ? refreshMs : false),
  });
  if (enforcement.isPending) return <Skeleton rows={6} label="Loading the enforcement" />;
  if (enforcement.isError) {
    return <ProblemNotice error={enforcement.error} onRetry={() => enforcement.refetch()} />;
  }
  const { data } = enforcement;
  return (
    <>
      <RecordHeader
        name={data.rule_ref}
        id={id}
        state={<EnforcementState status={data.status} />}
      />
      {data.error === null ? null : (
        <p className="notice notice-danger">
          <Icon name="error" />
          <span>{data.error}</span>
        </p>
      )}
      <RecordFacts>
        <RecordFact label="Created">
          <FullMoment at={data.created} />
        </RecordFact>
        <RecordFact label="Resolved at">
          {data.resolved_at === null ? 'Pending' : <FullMoment at={data.resolved_at} />}
        </RecordFact>
        <RecordFact label="Event">
          <RecordLink list="events" target={data.event} codebase={route.codebase} none="none" />
        </RecordFact>
        <RecordFact label="Trigger">{data.trigger_ref}</RecordFact>
        <RecordFact label="Rule version">
          {data.rule_version ?? <span className="faint">not recorded</span>}
        </RecordFact>
        <RecordFact label="Executions">
          <EnforcementExecutions route={route} id={id} />
        </RecordFact>
      </RecordFacts>
      <RecordJson title="Parameters" value={data.config} />
      <RecordJson title="Conditions" value={data.conditions} />
      <RecordJson title="Payload" value={data.payload} />
    </>
  );
}

function EnforcementExecutions({ route, id }: EnforcementDetailProps) {
  const executions = useQuery({
    ...ask(routes.listExecutions, { query: { enforcement: id } }),
    select: (page) => page.items,
  });
  if (executions.data === undefined) {
    return <span className="faint">{executions.isError ? 'could not be asked' : 'asking'}</span>;
  }
  if (executions.data.length === 0) return <span className="faint">none</span>;
  return (
    <ul className="record-links">
      {executions.data.map((execution) => (
        <li key={execution.id}>
          <Link
            className="text-link"
            to={activity('executions', { id: String(execution.id), codebase: route.codebase })}
          >
            {execution.action_ref}
          </Link>
          <ExecutionState status={execution.status} />
        </li>
      ))}
    </ul>
  );
}
