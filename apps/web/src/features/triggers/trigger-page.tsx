import { routes } from '@clew/contracts/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call } from '../../api.ts';
import { Link, useGo } from '../../navigation.tsx';
import { events, newRule, rules, triggers } from '../../pipeline-places.ts';
import { ask } from '../../query.ts';
import { Metadata, MetadataItem, MetadataMoment } from '../../ui/metadata.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DeleteDefinition, EnabledSwitch } from '../definitions/definition-actions.tsx';
import { ManagedNotice } from '../definitions/managed-notice.tsx';
import { RecordPage } from '../records/record-page.tsx';
import { WaitingPage } from '../records/waiting-page.tsx';
import { TriggerEditor } from './trigger-editor.tsx';

/** One trigger: the schemas of its events and parameters, and where it is used. */
export function TriggerPage() {
  const { ref } = useParams({ from: '/history/triggers/$ref' });
  const go = useGo();
  const client = useQueryClient();
  const found = useQuery(ask(routes.getTrigger, { params: { ref } }));
  const refresh = () => void found.refetch();
  if (found.data === undefined) {
    return <WaitingPage what="Trigger" error={found.error} onRetry={refresh} />;
  }
  const { data } = found;
  const readOnly = data.origin !== 'api';
  return (
    <RecordPage
      kind="Triggers"
      all={triggers()}
      name={ref}
      state={
        <EnabledSwitch
          name={ref}
          enabled={data.enabled}
          change={(enabled) =>
            call(routes.updateTrigger, { params: { ref } }, { body: { enabled } })
          }
          onChange={refresh}
        />
      }
      actions={
        readOnly ? undefined : (
          <DeleteDefinition
            name={ref}
            kind="trigger"
            effect="Its events stay; rules on it react to nothing until it is defined again."
            remove={() => call(routes.deleteTrigger, { params: { ref } })}
            onRemoved={() => {
              void client.invalidateQueries({ queryKey: [routes.listTriggers.path] });
              go(triggers());
            }}
          />
        )
      }
      main={
        <>
          <ManagedNotice origin={data.origin} />
          <TriggerEditor key={data.updated} saved={data} readOnly={readOnly} onSaved={refresh} />
        </>
      }
      side={
        <Panel title="Metadata">
          <Metadata>
            <MetadataMoment label="Changed" at={data.updated} />
            <MetadataMoment label="Defined" at={data.created} />
            <MetadataItem label="Comes from">{data.origin}</MetadataItem>
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
          </Metadata>
        </Panel>
      }
    />
  );
}
