import { routes } from '@clew/contracts/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import type { Rule } from '../../answers.ts';
import { call } from '../../api.ts';
import { formatMoment } from '../../format.ts';
import { Link, useGo } from '../../navigation.tsx';
import { enforcements, executions, rules } from '../../pipeline-places.ts';
import { ask, askAt } from '../../query.ts';
import { Icon } from '../../ui/icon.tsx';
import { Metadata, MetadataItem, MetadataMoment } from '../../ui/metadata.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DeleteDefinition, EnabledSwitch } from '../definitions/definition-actions.tsx';
import { RecordPage } from '../records/record-page.tsx';
import { WaitingPage } from '../records/waiting-page.tsx';
import { draftOf } from './rule-draft.ts';
import { RuleEditor } from './rule-editor.tsx';

/** One rule: what it says, how it would do, and what it did. */
export function RulePage() {
  const { ref } = useParams({ from: '/history/rules/$ref' });
  const { event } = useSearch({ from: '/history/rules/$ref' });
  const found = useQuery(ask(routes.getRule, { params: { ref } }));
  const refresh = () => void found.refetch();
  if (found.data === undefined) {
    return <WaitingPage what="Rule" error={found.error} onRetry={refresh} />;
  }
  return <KnownRule key={found.data.ref} rule={found.data} event={event} onChange={refresh} />;
}

interface KnownRuleProps {
  readonly rule: Rule;
  readonly event: string | null;
  readonly onChange: () => void;
}

function KnownRule({ rule, event, onChange }: KnownRuleProps) {
  const managed = rule.origin !== 'api';
  const { ref } = rule;
  const go = useGo();
  const client = useQueryClient();
  return (
    <RecordPage
      kind="Rules"
      all={rules()}
      name={ref}
      state={
        <EnabledSwitch
          name={ref}
          enabled={rule.enabled}
          change={(enabled) => call(routes.updateRule, { params: { ref } }, { body: { enabled } })}
          onChange={onChange}
        />
      }
      actions={
        managed ? undefined : (
          <DeleteDefinition
            name={ref}
            kind="rule"
            effect="It reacts to nothing from now on. What it did stays in the history."
            remove={() => call(routes.deleteRule, { params: { ref } })}
            onRemoved={() => {
              void client.invalidateQueries({ queryKey: [routes.listRules.path] });
              go(rules());
            }}
          />
        )
      }
      main={
        <>
          {managed ? (
            <p className="notice">
              <Icon name="info" />
              <span>
                {rule.source_path === null
                  ? 'This rule comes with Clew. It can only be switched on and off here.'
                  : `This rule stands in ${rule.source_path} of ${rule.codebase ?? 'its codebase'}. Change it there; here it can only be switched on and off.`}
              </span>
            </p>
          ) : null}
          <RuleEditor
            key={rule.version}
            initial={draftOf(rule)}
            saved={rule}
            readOnly={managed}
            event={event}
            onSaved={onChange}
          />
        </>
      }
      side={
        <>
          <Panel title="Metadata">
            <Metadata>
              <MetadataItem label="Version">{rule.version}</MetadataItem>
              <MetadataMoment label="Changed" at={rule.updated} />
              <MetadataMoment label="Defined" at={rule.created} />
              <MetadataItem label="Comes from">{rule.origin}</MetadataItem>
              <MetadataItem label="What it did">
                <Link to={enforcements({ rule: ref })} className="text-link">
                  Enforcements
                </Link>
                {', '}
                <Link to={executions({ rule: ref })} className="text-link">
                  executions
                </Link>
              </MetadataItem>
            </Metadata>
          </Panel>
          <Versions rule={rule} />
        </>
      }
    />
  );
}

function Versions({ rule: { ref, version } }: { readonly rule: Rule }) {
  const versions = useQuery(
    askAt(routes.listRuleVersions, { params: { ref }, query: { limit: 10 } }, version),
  );
  const items = versions.data?.items ?? [];
  if (items.length < 2) return null;
  return (
    <Panel title="Versions" flush>
      <ol>
        {items.map((each) => (
          <li
            key={each.version}
            className="grid gap-0.5 border-t border-line px-4 py-2 first:border-0"
            aria-current={each.version === version ? 'true' : undefined}
          >
            <span className="numeric flex justify-between text-xs text-ink-faint">
              <span>Version {each.version}</span>
              <time dateTime={each.created}>{formatMoment(each.created)}</time>
            </span>
            <code className="text-xs wrap-anywhere">{each.when ?? 'always'}</code>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
