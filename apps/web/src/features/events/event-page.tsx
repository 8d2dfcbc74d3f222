import { routes } from '@clew/contracts/api';
import { useParams, useSearch } from '@tanstack/react-router';
import { Link } from '../../navigation.tsx';
import { event, events, trigger } from '../../pipeline-places.ts';
import { ask } from '../../query.ts';
import { Metadata, MetadataItem, MetadataMoment } from '../../ui/metadata.tsx';
import { Panel } from '../../ui/panel.tsx';
import { JsonPanel } from '../records/json-panel.tsx';
import { RecordPage } from '../records/record-page.tsx';
import { useRecord } from '../records/use-record.ts';
import { WaitingPage } from '../records/waiting-page.tsx';
import { EventLineage } from './event-lineage.tsx';
import { WhyPanel } from './why-panel.tsx';

/** One event: what it says, what it led to, and why a rule did or did not react to it. */
export function EventPage() {
  const { id } = useParams({ from: '/history/events/$id' });
  const { rule } = useSearch({ from: '/history/events/$id' });
  const found = useRecord({
    ...ask(routes.getEvent, { params: { id: Number(id) } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (found.data === undefined) {
    return <WaitingPage what="Event" error={found.error} onRetry={found.refresh} />;
  }
  const { data } = found;
  return (
    <RecordPage
      kind="Events"
      all={events()}
      name={data.trigger_ref}
      id={data.id}
      found={found}
      main={
        <>
          {data.problems === null ? null : (
            <JsonPanel title="Does not fit the schema of its trigger" value={data.problems} />
          )}
          <JsonPanel title="Payload" value={data.payload} empty="No payload." />
          <EventLineage id={data.id} />
          <WhyPanel event={data} rule={rule} />
          <JsonPanel title="Config" value={data.config} />
        </>
      }
      side={
        <Panel title="Metadata">
          <Metadata>
            <MetadataItem label="Trigger">
              <Link to={trigger(data.trigger_ref)} className="text-link">
                {data.trigger_ref}
              </Link>
            </MetadataItem>
            <MetadataMoment label="Created" at={data.created} />
            <MetadataItem label="Source">
              {data.source_ref === null ? (
                <span className="faint">none named</span>
              ) : (
                <Link to={events({ source: data.source_ref })} className="text-link">
                  {data.source_ref}
                </Link>
              )}
            </MetadataItem>
            {data.rule_ref === null ? null : (
              <MetadataItem label="Only for rule">{data.rule_ref}</MetadataItem>
            )}
            <MetadataItem label="Chain">
              {data.root_event === null ? (
                'its beginning'
              ) : (
                <>
                  reaction {data.depth} to{' '}
                  <Link to={event(data.root_event)} className="text-link">
                    {data.root_event}
                  </Link>
                </>
              )}
            </MetadataItem>
            <MetadataItem label="Chain may cause">{data.budget} events</MetadataItem>
          </Metadata>
        </Panel>
      }
    />
  );
}
