import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call } from '../../api.ts';
import { formatTerm } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { actions, executions, newRule, rules } from '../../pipeline-places.ts';
import { ask } from '../../query.ts';
import { MetadataItem } from '../../ui/metadata.tsx';
import { DefinitionPage } from '../definitions/definition-page.tsx';
import { WaitingPage } from '../records/waiting-page.tsx';
import { ActionEditor } from './action-editor.tsx';
import { RunAction } from './run-action.tsx';

/** One action: its parameters and limits, and a way to have it run once. */
export function ActionPage() {
  const { ref } = useParams({ from: '/history/actions/$ref' });
  const found = useQuery(ask(routes.getAction, { params: { ref } }));
  const refresh = () => void found.refetch();
  if (found.data === undefined) {
    return <WaitingPage what="Action" error={found.error} onRetry={refresh} />;
  }
  const { data } = found;
  return (
    <DefinitionPage
      defined={data}
      kind="action"
      all={{ name: 'Actions', place: actions() }}
      listPath={routes.listActions.path}
      setEnabled={(enabled) =>
        call(routes.updateAction, { params: { ref } }, { body: { enabled } })
      }
      remove={() => call(routes.deleteAction, { params: { ref } })}
      effect="Rules that do it leave disabled enforcements until it is defined again."
      onChange={refresh}
      main={
        <>
          {data.runner === 'process' ? null : <RunAction key={`run ${ref}`} action={data} />}
          <ActionEditor
            key={ref}
            saved={data}
            readOnly={data.origin !== 'api'}
            onSaved={refresh}
            onStale={refresh}
          />
        </>
      }
      facts={
        <>
          <MetadataItem label="Runs as">{formatTerm(data.runner)}</MetadataItem>
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
        </>
      }
    />
  );
}
