import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { call } from '../../api.ts';
import { Link } from '../../navigation.tsx';
import { enforcements, executions, rules } from '../../pipeline-places.ts';
import { ask } from '../../query.ts';
import { MetadataItem, MetadataMoment } from '../../ui/metadata.tsx';
import { Moment } from '../../ui/moment.tsx';
import { DefinitionPage } from '../definitions/definition-page.tsx';
import { useLiveRefresh } from '../records/use-live-refresh.ts';
import { WaitingPage } from '../records/waiting-page.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { RuleVersions } from './rule-versions.tsx';

/** One rule: what it says, how it would do, and what it did. */
export function RulePage() {
  const { ref } = useParams({ from: '/history/rules/$ref' });
  const { event } = useSearch({ from: '/history/rules/$ref' });
  const found = useQuery(ask(routes.getRule, { params: { ref } }));
  const refresh = () => void found.refetch();
  if (found.data === undefined) {
    return <WaitingPage what="Rule" error={found.error} onRetry={refresh} />;
  }
  const { data: rule } = found;
  const managed = rule.origin !== 'api';
  return (
    <DefinitionPage
      defined={rule}
      kind="rule"
      all={{ name: 'Rules', place: rules() }}
      listPath={routes.listRules.path}
      setEnabled={(enabled) => call(routes.updateRule, { params: { ref } }, { body: { enabled } })}
      remove={() => call(routes.deleteRule, { params: { ref } })}
      effect="It reacts to nothing from now on. What it did stays in the history."
      onChange={refresh}
      main={
        <RuleEditor
          key={ref}
          empty={{}}
          saved={rule}
          readOnly={managed}
          event={event}
          onSaved={refresh}
          onStale={refresh}
        />
      }
      facts={
        <>
          <Activity ruleRef={ref} />
          <MetadataItem label="What it did">
            <Link to={enforcements({ rule: ref })} className="text-link">
              Enforcements
            </Link>
            {', '}
            <Link to={executions({ rule: ref })} className="text-link">
              executions
            </Link>
          </MetadataItem>
          <MetadataItem label="Version">{rule.version}</MetadataItem>
          {rule.apply_from === null ? null : (
            <MetadataMoment label="Reaches back to" at={rule.apply_from} />
          )}
        </>
      }
      side={<RuleVersions rule={rule} />}
    />
  );
}

/** How often it fired of late, kept up to date while it is looked at. */
function Activity({ ruleRef }: { readonly ruleRef: string }) {
  const known = useQuery(ask(routes.getRuleActivity, { query: { refs: [ruleRef] } }));
  useLiveRefresh({
    topics: ['enforcement'],
    ruleRef,
    refresh: () => void known.refetch(),
  });
  const activity = known.data?.items[0];
  return (
    <>
      <MetadataItem label="Last fired">
        {activity === undefined ? (
          '…'
        ) : activity.last_fired_at === null ? (
          <span className="faint">never</span>
        ) : (
          <Moment at={activity.last_fired_at} />
        )}
      </MetadataItem>
      <MetadataItem label="In 24 hours">
        {activity === undefined ? '…' : activity.enforcements}
      </MetadataItem>
    </>
  );
}
