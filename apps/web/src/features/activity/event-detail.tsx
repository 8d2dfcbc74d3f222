import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '../../navigation.tsx';
import { type ActivityView, activity } from '../../places.ts';
import { ask } from '../../query.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { FullMoment, RecordFact, RecordFacts, RecordHeader, RecordJson } from './record-parts.tsx';
import { EnforcementState } from './record-state.tsx';

interface EventDetailProps {
  readonly route: ActivityView;
  readonly id: number;
}

export function EventDetail({ route, id }: EventDetailProps) {
  const event = useQuery({ ...ask(routes.getEvent, { params: { id } }), staleTime: Infinity });
  if (event.isPending) return <Skeleton rows={6} label="Loading the event" />;
  if (event.isError) return <ProblemNotice error={event.error} onRetry={() => event.refetch()} />;
  const { trigger_ref, source_ref, rule_ref, root_event, depth, created, payload, config } =
    event.data;
  return (
    <>
      <RecordHeader name={trigger_ref} id={id} />
      <RecordFacts>
        <RecordFact label="Created">
          <FullMoment at={created} />
        </RecordFact>
        <RecordFact label="Source">
          {source_ref ?? <span className="faint">none named</span>}
        </RecordFact>
        {rule_ref === null ? null : <RecordFact label="Only for rule">{rule_ref}</RecordFact>}
        {root_event === null ? null : (
          <RecordFact label="Chain">
            reaction {depth} to{' '}
            <Link
              className="text-link numeric"
              to={activity('events', { id: String(root_event), codebase: route.codebase })}
            >
              {root_event}
            </Link>
          </RecordFact>
        )}
        <RecordFact label="Matched">
          <EventMatches route={route} id={id} />
        </RecordFact>
      </RecordFacts>
      <RecordJson title="Payload" value={payload} />
      <RecordJson title="Config" value={config} />
    </>
  );
}

function EventMatches({ route, id }: EventDetailProps) {
  const matches = useQuery({
    ...ask(routes.listEnforcements, { query: { event: id } }),
    select: (page) => page.items,
  });
  if (matches.data === undefined) {
    return <span className="faint">{matches.isError ? 'could not be asked' : 'asking'}</span>;
  }
  if (matches.data.length === 0) return <span className="faint">no rule</span>;
  return (
    <ul className="record-links">
      {matches.data.map((match) => (
        <li key={match.id}>
          <Link
            className="text-link"
            to={activity('enforcements', { id: String(match.id), codebase: route.codebase })}
          >
            {match.rule_ref}
          </Link>
          <EnforcementState status={match.status} />
        </li>
      ))}
    </ul>
  );
}
