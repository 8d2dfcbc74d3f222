import { routes } from '@clew/contracts/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call } from '../../api.ts';
import { formatTerm } from '../../format.ts';
import { Link, useGo } from '../../navigation.tsx';
import { actions, executions, newRule, rules } from '../../pipeline-places.ts';
import { ask } from '../../query.ts';
import { Metadata, MetadataItem, MetadataMoment } from '../../ui/metadata.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DeleteDefinition, EnabledSwitch } from '../definitions/definition-actions.tsx';
import { ManagedNotice } from '../definitions/managed-notice.tsx';
import { RecordPage } from '../records/record-page.tsx';
import { WaitingPage } from '../records/waiting-page.tsx';
import { ActionEditor } from './action-editor.tsx';
import { RunAction } from './run-action.tsx';

/** One action: its parameters and limits, and a way to have it run once. */
export function ActionPage() {
  const { ref } = useParams({ from: '/history/actions/$ref' });
  const go = useGo();
  const client = useQueryClient();
  const found = useQuery(ask(routes.getAction, { params: { ref } }));
  const refresh = () => void found.refetch();
  if (found.data === undefined) {
    return <WaitingPage what="Action" error={found.error} onRetry={refresh} />;
  }
  const { data } = found;
  const readOnly = data.origin !== 'api';
  return (
    <RecordPage
      kind="Actions"
      all={actions()}
      name={ref}
      state={
        <EnabledSwitch
          name={ref}
          enabled={data.enabled}
          change={(enabled) =>
            call(routes.updateAction, { params: { ref } }, { body: { enabled } })
          }
          onChange={refresh}
        />
      }
      actions={
        readOnly ? undefined : (
          <DeleteDefinition
            name={ref}
            kind="action"
            effect="Rules that do it leave disabled enforcements until it is defined again."
            remove={() => call(routes.deleteAction, { params: { ref } })}
            onRemoved={() => {
              void client.invalidateQueries({ queryKey: [routes.listActions.path] });
              go(actions());
            }}
          />
        )
      }
      main={
        <>
          <ManagedNotice origin={data.origin} />
          <ActionEditor key={data.updated} saved={data} readOnly={readOnly} onSaved={refresh} />
          {data.runner === 'process' ? null : <RunAction action={data} />}
        </>
      }
      side={
        <Panel title="Metadata">
          <Metadata>
            <MetadataItem label="Runs as">{formatTerm(data.runner)}</MetadataItem>
            <MetadataMoment label="Changed" at={data.updated} />
            <MetadataMoment label="Defined" at={data.created} />
            <MetadataItem label="Comes from">{data.origin}</MetadataItem>
            <MetadataItem label="Used">
              <Link to={executions({ action: ref })} className="text-link">
                Executions
              </Link>
              {', '}
              <Link to={rules({ action: ref })} className="text-link">
                rules
              </Link>
            </MetadataItem>
            <MetadataItem label="Do it on">
              <Link to={newRule({ action: ref })} className="text-link">
                New rule
              </Link>
            </MetadataItem>
          </Metadata>
        </Panel>
      }
    />
  );
}
