import { routes } from '@clew/contracts/api';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Worker } from '../../answers.ts';
import { call } from '../../api.ts';
import { formatMoment } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { executions, workers } from '../../pipeline-places.ts';
import { ask, askAt } from '../../query.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Metadata, MetadataItem, MetadataMoment } from '../../ui/metadata.tsx';
import { Panel } from '../../ui/panel.tsx';
import { toast } from '../../ui/toasts.tsx';
import { JsonPanel } from '../records/json-panel.tsx';
import { RecordPage } from '../records/record-page.tsx';
import { useLiveRefresh } from '../records/use-live-refresh.ts';
import { WaitingPage } from '../records/waiting-page.tsx';
import { endedAt } from './status-spans.ts';
import { StatusStrip } from './status-strip.tsx';
import { conditionOf } from './worker-condition.ts';
import { LostExecutions, RunningExecutions } from './worker-executions.tsx';
import { WorkerHistory } from './worker-history.tsx';
import { WorkerState } from './worker-state.tsx';

const heardMs = 10_000;

/** One worker: how it is, what it can do, and what happened to it. */
export function WorkerPage() {
  const { name } = useParams({ from: '/history/workers/$name' });
  const found = useQuery({
    ...ask(routes.getWorker, { params: { name } }),
    refetchInterval: heardMs,
  });
  const refresh = () => void found.refetch();
  useLiveRefresh({
    topics: ['worker'],
    entityId: found.data?.id,
    refresh,
  });
  const history = useQuery({
    ...askAt(
      routes.listWorkerHistory,
      { params: { name }, query: { limit: 200 } },
      found.data?.updated ?? null,
    ),
    enabled: found.data !== undefined,
    placeholderData: (before) => before,
  });
  if (found.data === undefined) {
    return <WaitingPage what="Worker" error={found.error} onRetry={refresh} />;
  }
  const { data } = found;
  const changes = history.data?.items ?? [];
  const ended = endedAt(changes);
  return (
    <RecordPage
      kind="Workers"
      all={workers()}
      name={data.name}
      state={<WorkerState worker={data} endedAt={ended} />}
      actions={<Cordon worker={data} onDone={refresh} />}
      main={
        <>
          {data.cordoned ? (
            <p className="notice">
              <Icon name="pause" />
              <span>
                It takes nothing new{data.cordon_reason === null ? '.' : `: ${data.cordon_reason}`}
              </span>
            </p>
          ) : null}
          {conditionOf(data, ended) === 'dead' ? <Dead worker={data} /> : null}
          <RunningExecutions name={data.name} />
          <LostExecutions name={data.name} version={data.updated} />
          <StatusStrip history={changes} />
          <WorkerHistory history={history} />
          <JsonPanel title="Capabilities" value={data.capabilities} />
          <JsonPanel title="About it" value={data.meta} />
        </>
      }
      side={
        <Panel title="Metadata">
          <Metadata>
            {data.last_heartbeat === null ? (
              <MetadataItem label="Last heard of">never</MetadataItem>
            ) : (
              <MetadataMoment label="Last heard of" at={data.last_heartbeat} />
            )}
            <MetadataMoment label="Registered" at={data.created} />
            <MetadataItem label="Host">
              {data.host === null ? (
                <span className="faint">not told</span>
              ) : (
                `${data.host}${data.port === null ? '' : `:${data.port}`}`
              )}
            </MetadataItem>
            <MetadataItem label="Type">{data.worker_type}</MetadataItem>
            <MetadataItem label="Role">{data.worker_role}</MetadataItem>
            <MetadataItem label="What it ran">
              <Link to={executions({ worker: data.name })} className="text-link">
                Executions
              </Link>
            </MetadataItem>
          </Metadata>
        </Panel>
      }
    />
  );
}

/** What it means that nothing is heard of a worker any more. */
function Dead({ worker: { last_heartbeat } }: { readonly worker: Worker }) {
  return (
    <p className="notice" role="status">
      <Icon name="warning" />
      <span>
        It is dead: nothing was heard of it
        {last_heartbeat === null ? '' : ` since ${formatMoment(last_heartbeat)}`}. What it ran was
        taken from it and is tried again where attempts were left. It comes back by starting the
        worker again under this name.
      </span>
    </p>
  );
}

function Cordon({ worker, onDone }: { readonly worker: Worker; readonly onDone: () => void }) {
  const { name, cordoned } = worker;
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const cordon = useMutation({
    mutationFn: () =>
      call(
        routes.cordonWorker,
        { params: { name } },
        { body: { reason: reason.trim() === '' ? null : reason.trim() } },
      ),
    onSuccess: () => {
      setAsked(false);
      toast(`${name} takes nothing new.`);
      onDone();
    },
  });
  const uncordon = useMutation({
    mutationFn: () => call(routes.uncordonWorker, { params: { name } }),
    onSuccess: () => {
      toast(`${name} takes executions again.`);
      onDone();
    },
    onError: (error) => toast(error.message, 'danger'),
  });
  if (cordoned) {
    return (
      <Button icon="play" disabled={uncordon.isPending} onClick={() => uncordon.mutate()}>
        Uncordon
      </Button>
    );
  }
  return (
    <>
      <Button icon="pause" onClick={() => setAsked(true)}>
        Cordon
      </Button>
      {asked ? (
        <ConfirmDialog
          title={`Cordon ${name}?`}
          action="Cordon the worker"
          busy={cordon.isPending}
          error={cordon.error}
          onConfirm={() => cordon.mutate()}
          onClose={() => setAsked(false)}
        >
          <div className="grid gap-3">
            <p>What it runs goes on; it takes nothing new until it is uncordoned.</p>
            <Field label="Reason" hint="Others see it beside the worker. May be left empty.">
              {(control) => (
                <TextInput
                  {...control}
                  maxLength={1000}
                  value={reason}
                  onChange={({ target }) => setReason(target.value)}
                />
              )}
            </Field>
          </div>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
