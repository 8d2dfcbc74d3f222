import { routes } from '@clew/contracts/api';
import { useParams } from '@tanstack/react-router';
import type { Execution } from '../../answers.ts';
import { formatDuration } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import {
  action,
  enforcement,
  event,
  execution,
  executions,
  rule,
  worker,
} from '../../pipeline-places.ts';
import { ask } from '../../query.ts';
import { Icon } from '../../ui/icon.tsx';
import { Metadata, MetadataItem, MetadataMoment } from '../../ui/metadata.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useNow } from '../../ui/use-now.ts';
import { isOpen } from '../codebases/index-execution.ts';
import { JsonPanel } from '../records/json-panel.tsx';
import { RecordLink } from '../records/record-link.tsx';
import { RecordPage } from '../records/record-page.tsx';
import { ExecutionState } from '../records/record-state.tsx';
import { useLiveRefresh } from '../records/use-live-refresh.ts';
import { useRecord } from '../records/use-record.ts';
import { WaitingPage } from '../records/waiting-page.tsx';
import { ExecutionActions } from './execution-actions.tsx';
import { ExecutionOutput } from './execution-output.tsx';
import { ExecutionRuns } from './execution-runs.tsx';
import { ExecutionTimeline } from './execution-timeline.tsx';

/** While a job is under way its progress changes without a change of its status; that is asked for. */
const progressMs = 1_500;

/** One run of an action: how it went and goes, what it writes, and what came of it. */
export function ExecutionPage() {
  const id = Number(useParams({ from: '/history/executions/$id' }).id);
  const found = useRecord({
    ...ask(routes.getExecution, { params: { id } }),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data !== undefined && isOpen(state.data) ? progressMs : false,
  });
  const { refresh } = found;
  useLiveRefresh({ topics: ['execution'], entityId: id, refresh });
  if (found.data === undefined) {
    return <WaitingPage what="Execution" error={found.error} onRetry={refresh} />;
  }
  const { data } = found;
  const open = isOpen(data);
  return (
    <RecordPage
      kind="Executions"
      all={executions()}
      name={data.action_ref}
      id={data.id}
      found={found}
      state={<ExecutionState status={data.status} />}
      actions={<ExecutionActions execution={data} />}
      main={
        <>
          {data.error === null ? null : (
            <p className="notice notice-danger">
              <Icon name="error" />
              <span className="min-w-0 wrap-anywhere">{data.error}</span>
            </p>
          )}
          {open ? <JsonPanel title="Progress" value={data.progress} /> : null}
          <ExecutionTimeline execution={data} />
          <ExecutionOutput key={data.fencing_token} execution={data} open={open} />
          <JsonPanel
            title="Result"
            value={data.result}
            empty={open ? 'Not yet: it has not ended.' : 'It left no result.'}
          />
          <JsonPanel title="Parameters" value={data.config} empty="None." />
        </>
      }
      side={
        <>
          <Facts execution={data} />
          <ExecutionRuns execution={data} />
        </>
      }
    />
  );
}

function Facts({ execution: data }: { readonly execution: Execution }) {
  return (
    <Panel title="Metadata">
      <Metadata>
        <MetadataMoment label="Created" at={data.created} />
        <MetadataItem label="Took">
          <Took execution={data} />
        </MetadataItem>
        <MetadataItem label="Attempt">
          {data.attempt} of {data.max_attempts}
        </MetadataItem>
        <MetadataItem label="Timeout">{formatDuration(data.timeout_seconds * 1000)}</MetadataItem>
        <MetadataItem label="Worker">
          {data.worker === null ? (
            <span className="faint">none yet</span>
          ) : (
            <Link to={worker(data.worker)} className="text-link">
              {data.worker}
            </Link>
          )}
        </MetadataItem>
        <MetadataItem label="Action">
          <Link to={action(data.action_ref)} className="text-link">
            {data.action_ref}
          </Link>
        </MetadataItem>
        {data.rule_ref === null ? null : (
          <MetadataItem label="Rule">
            <Link to={rule(data.rule_ref)} className="text-link">
              {data.rule_ref}
            </Link>
          </MetadataItem>
        )}
        <MetadataItem label="Enforcement">
          <RecordLink
            target={data.enforcement}
            place={enforcement}
            none={data.parent === null ? 'asked for directly' : 'run again by hand'}
          />
        </MetadataItem>
        {data.event === null ? null : (
          <MetadataItem label="Event">
            <Link to={event(data.event)} className="text-link">
              {data.event}
            </Link>
          </MetadataItem>
        )}
        {data.parent === null ? null : (
          <MetadataItem label="Runs again">
            <Link to={execution(data.parent)} className="text-link">
              {data.parent}
            </Link>
          </MetadataItem>
        )}
        {data.requested_by === null ? null : (
          <MetadataItem label="Asked for by">{data.requested_by}</MetadataItem>
        )}
        <MetadataItem label="Priority">{data.priority}</MetadataItem>
      </Metadata>
    </Panel>
  );
}

function Took({ execution: { started_at, finished_at } }: { readonly execution: Execution }) {
  const now = useNow();
  if (started_at === null) return <span className="faint">not started</span>;
  const end = finished_at === null ? now : Date.parse(finished_at);
  return formatDuration(end - Date.parse(started_at));
}
