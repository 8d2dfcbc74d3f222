import { ruleClauseSchema } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { Enforcement } from '../../answers.ts';
import { formatDuration } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { enforcements, event, execution, rule, trigger } from '../../pipeline-places.ts';
import { ask, askAt } from '../../query.ts';
import { Icon } from '../../ui/icon.tsx';
import { Metadata, MetadataItem, MetadataMoment } from '../../ui/metadata.tsx';
import { Instant, Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useStream } from '../../ui/use-stream.ts';
import { ClauseTree } from '../records/clause-tree.tsx';
import { JsonPanel } from '../records/json-panel.tsx';
import { RecordLink } from '../records/record-link.tsx';
import { RecordPage } from '../records/record-page.tsx';
import { EnforcementState, ExecutionState } from '../records/record-state.tsx';
import { useRecord } from '../records/use-record.ts';
import { WaitingPage } from '../records/waiting-page.tsx';

const clausesSchema = z.array(ruleClauseSchema);

/** One match of a rule: when it was resolved, what its conditions found, and what it ran. */
export function EnforcementPage() {
  const id = Number(useParams({ from: '/history/enforcements/$id' }).id);
  const found = useRecord({ ...ask(routes.getEnforcement, { params: { id } }), staleTime: 0 });
  const { refresh } = found;
  useStream({
    topics: ['enforcement'],
    entityId: id,
    enabled: found.data?.resolved_at === null,
    onEntry: refresh,
    onGap: refresh,
  });
  if (found.data === undefined) {
    return <WaitingPage what="Enforcement" error={found.error} onRetry={refresh} />;
  }
  const { data } = found;
  const clauses = clausesSchema.safeParse(data.conditions);
  return (
    <RecordPage
      kind="Enforcements"
      all={enforcements()}
      name={data.rule_ref}
      id={data.id}
      found={found}
      state={<EnforcementState status={data.status} />}
      main={
        <>
          {data.error === null ? null : (
            <p className="notice notice-danger" role="alert">
              <Icon name="error" />
              <span>{data.error}</span>
            </p>
          )}
          <Overview enforcement={data} />
          <Panel title="Conditions, with what they found">
            {clauses.success ? (
              <ClauseTree clauses={clauses.data} join={data.condition} />
            ) : (
              <pre className="mono overflow-auto text-xs">
                {JSON.stringify(data.conditions, null, 2)}
              </pre>
            )}
          </Panel>
          <JsonPanel
            title="Parameters of the action"
            value={data.config}
            empty="None were rendered."
          />
          <JsonPanel title="Payload of the event" value={data.payload} empty="No payload." />
        </>
      }
      side={
        <Panel title="Metadata">
          <Metadata>
            <MetadataMoment label="Created" at={data.created} />
            {data.resolved_at === null ? (
              <MetadataItem label="Resolved At">Pending</MetadataItem>
            ) : (
              <MetadataMoment label="Resolved At" at={data.resolved_at} />
            )}
            <MetadataItem label="Rule version">
              {data.rule_version ?? <span className="faint">not recorded</span>}
            </MetadataItem>
            <MetadataItem label="Trigger">
              <Link to={trigger(data.trigger_ref)} className="text-link">
                {data.trigger_ref}
              </Link>
            </MetadataItem>
            <MetadataItem label="Others of this rule">
              <Link to={enforcements({ rule: data.rule_ref })} className="text-link">
                Enforcements
              </Link>
            </MetadataItem>
          </Metadata>
        </Panel>
      }
    />
  );
}

const meanings = {
  created: 'The rule matched. The processor will queue its action in a moment.',
  processed: 'Its action was queued as an execution.',
  disabled: 'Nothing was run: see the reason above.',
} as const satisfies Record<Enforcement['status'], string>;

function Overview({ enforcement }: { readonly enforcement: Enforcement }) {
  const { id, status, resolved_at, created } = enforcement;
  return (
    <Panel title="Overview">
      <p className="pb-1 text-ink-soft">{meanings[status]}</p>
      <dl className="facts">
        <Fact label="Status">
          <EnforcementState status={status} />
        </Fact>
        <Fact label="Resolved At">
          {resolved_at === null ? (
            'Pending'
          ) : (
            <span className="numeric">
              <Instant at={resolved_at} />{' '}
              <span className="faint">
                · after {formatDuration(Date.parse(resolved_at) - Date.parse(created))}
              </span>
            </span>
          )}
        </Fact>
        <Fact label="Rule">
          <Link to={rule(enforcement.rule_ref)} className="text-link">
            {enforcement.rule_ref}
          </Link>
        </Fact>
        <Fact label="Event">
          <RecordLink target={enforcement.event} place={event} none="none" />
          {enforcement.event?.state === 'expired' ? (
            <p className="text-xs text-ink-soft">
              The event was deleted or is past its retention. What it said is kept below.
            </p>
          ) : null}
        </Fact>
        <Fact label="Executions">
          <Executions id={id} settled={resolved_at} />
        </Fact>
      </dl>
    </Panel>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

/** Asked again once the enforcement is resolved: that is when its execution comes to be. */
function Executions({ id, settled }: { readonly id: number; readonly settled: string | null }) {
  const found = useQuery(askAt(routes.listExecutions, { query: { enforcement: id } }, settled));
  if (found.data === undefined) {
    return <span className="faint">{found.isError ? 'could not be asked' : 'asking'}</span>;
  }
  if (found.data.items.length === 0) return <span className="faint">none</span>;
  return (
    <ul className="grid gap-1">
      {found.data.items.map((run) => (
        <li key={run.id} className="flex flex-wrap items-center gap-2">
          <Link className="text-link mono" to={execution(run.id)}>
            {run.action_ref}
          </Link>
          <ExecutionState status={run.status} />
          <span className="text-xs text-ink-faint">
            <Moment at={run.created} />
          </span>
        </li>
      ))}
    </ul>
  );
}
