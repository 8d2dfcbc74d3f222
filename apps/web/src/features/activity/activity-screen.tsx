import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Link } from '../../navigation.tsx';
import { type ActivityList, type ActivityView, activity } from '../../places.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Split } from '../shell/split.tsx';
import { EnforcementDetail } from './enforcement-detail.tsx';
import { EnforcementList } from './enforcement-list.tsx';
import { EventDetail } from './event-detail.tsx';
import { EventList } from './event-list.tsx';
import { ExecutionDetail } from './execution-detail.tsx';
import { ExecutionList } from './execution-list.tsx';
import './activity.css';

const about = {
  events: {
    title: 'Events',
    lead: 'What happened. An event never changes; it is kept for 90 days.',
    pick: 'Pick an event to see its payload',
  },
  enforcements: {
    title: 'Enforcements',
    lead: 'Rules that matched an event. Each is resolved once.',
    pick: 'Pick an enforcement to see what it decided',
  },
  executions: {
    title: 'Executions',
    lead: 'Runs of actions, index jobs among them.',
    pick: 'Pick an execution to see how it went',
  },
} as const satisfies Record<ActivityList, object>;

export function EventsPage() {
  return <ActivityPage list="events" />;
}

export function EnforcementsPage() {
  return <ActivityPage list="enforcements" />;
}

export function ExecutionsPage() {
  return <ActivityPage list="executions" />;
}

function ActivityPage({ list }: { readonly list: ActivityList }) {
  const { id, codebase } = useSearch({ from: `/history/${list}` });
  return <ActivityScreen key={list} route={{ list, id, codebase }} />;
}

/** The latest of one kind of record, and one of them in full. */
function ActivityScreen({ route }: { readonly route: ActivityView }) {
  const { title, lead, pick } = about[route.list];
  return (
    <>
      <title>{`${title} · Clew`}</title>
      <Split
        label={title}
        detailOpen={route.id !== null}
        detailKey={route.id ?? ''}
        list={
          <div className="records">
            <header className="records-head">
              <h1>{title}</h1>
              <p className="faint">{lead}</p>
            </header>
            <RecordList route={route} />
          </div>
        }
        detail={
          route.id === null ? (
            <EmptyState icon={route.list} title={pick} />
          ) : (
            <article className="record" aria-label={`${title} ${route.id}`}>
              <Link to={activity(route.list, { codebase: route.codebase })} className="back-link">
                <Icon name="back" />
                All {route.list}
              </Link>
              <RecordDetail route={route} id={Number(route.id)} />
            </article>
          )
        }
      />
    </>
  );
}

function RecordList({ route }: { readonly route: ActivityView }): ReactNode {
  switch (route.list) {
    case 'events':
      return <EventList route={route} />;
    case 'enforcements':
      return <EnforcementList route={route} />;
    case 'executions':
      return <ExecutionList route={route} />;
  }
}

interface RecordDetailProps {
  readonly route: ActivityView;
  readonly id: number;
}

function RecordDetail({ route, id }: RecordDetailProps): ReactNode {
  switch (route.list) {
    case 'events':
      return <EventDetail route={route} id={id} />;
    case 'enforcements':
      return <EnforcementDetail route={route} id={id} />;
    case 'executions':
      return <ExecutionDetail route={route} id={id} />;
  }
}
