import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call } from '../../api.ts';
import { Link } from '../../navigation.tsx';
import { events, newRule, rules, triggers } from '../../pipeline-places.ts';
import { ask } from '../../query.ts';
import { MetadataItem } from '../../ui/metadata.tsx';
import { DefinitionPage } from '../definitions/definition-page.tsx';
import { WaitingPage } from '../records/waiting-page.tsx';
import { TriggerEditor } from './trigger-editor.tsx';
import { TriggerSensors } from './trigger-sensors.tsx';

/** One trigger: the schemas of its events and parameters, and where it is used. */
export function TriggerPage() {
  const { ref } = useParams({ from: '/history/triggers/$ref' });
  const found = useQuery(ask(routes.getTrigger, { params: { ref } }));
  const refresh = () => void found.refetch();
  if (found.data === undefined) {
    return <WaitingPage what="Trigger" error={found.error} onRetry={refresh} />;
  }
  const { data } = found;
  return (
    <DefinitionPage
      defined={data}
      kind="trigger"
      all={{ name: 'Triggers', place: triggers() }}
      listPath={routes.listTriggers.path}
      setEnabled={(enabled) =>
        call(routes.updateTrigger, { params: { ref } }, { body: { enabled } })
      }
      remove={() => call(routes.deleteTrigger, { params: { ref } })}
      effect="Its events stay; rules on it react to nothing until it is defined again."
      onChange={refresh}
      main={
        <TriggerEditor
          key={ref}
          saved={data}
          readOnly={data.origin !== 'api'}
          onSaved={refresh}
          onStale={refresh}
        />
      }
      facts={
        <>
          <MetadataItem label="Used">
            <Link to={events({ trigger: ref })} className="text-link">
              Events
            </Link>
            {', '}
            <Link to={rules({ trigger: ref })} className="text-link">
              rules
            </Link>
          </MetadataItem>
          <MetadataItem label="React to it">
            <Link to={newRule({ trigger: ref })} className="text-link">
              New rule
            </Link>
          </MetadataItem>
        </>
      }
      side={<TriggerSensors triggerRef={ref} />}
    />
  );
}
