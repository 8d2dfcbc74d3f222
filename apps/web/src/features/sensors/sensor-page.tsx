import { routes } from '@clew/contracts/api';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Sensor } from '../../answers.ts';
import { call } from '../../api.ts';
import { formatCount, formatMoment } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { event, events, sensors, trigger } from '../../pipeline-places.ts';
import { ask } from '../../query.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MetadataItem } from '../../ui/metadata.tsx';
import { Moment } from '../../ui/moment.tsx';
import { DefinitionPage } from '../definitions/definition-page.tsx';
import { useLiveRefresh } from '../records/use-live-refresh.ts';
import { WaitingPage } from '../records/waiting-page.tsx';
import { NextDue } from './next-due.tsx';
import { SensorEditor } from './sensor-editor.tsx';
import { watchedNames } from './sensor-fields.ts';
import { SensorState } from './sensor-state.tsx';
import { WebhookAddress } from './webhook-address.tsx';

/** An error leaves no event, so it is asked for. */
const heardMs = 10_000;

/** One sensor: what it watches, when it is due, what it saw last and what went wrong. */
export function SensorPage() {
  const { ref } = useParams({ from: '/history/sensors/$ref' });
  const found = useQuery({
    ...ask(routes.getSensor, { params: { ref } }),
    refetchInterval: heardMs,
  });
  const refresh = () => void found.refetch();
  useLiveRefresh({ topics: ['event'], triggerRef: found.data?.trigger_ref, refresh });
  const [key, setKey] = useState<string | null>(null);
  if (found.data === undefined) {
    return <WaitingPage what="Sensor" error={found.error} onRetry={refresh} />;
  }
  const { data } = found;
  return (
    <DefinitionPage
      defined={data}
      kind="sensor"
      all={{ name: 'Sensors', place: sensors() }}
      listPath={routes.listSensors.path}
      setEnabled={(enabled) =>
        call(routes.updateSensor, { params: { ref } }, { body: { enabled } })
      }
      remove={() => call(routes.deleteSensor, { params: { ref } })}
      effect={
        data.entrypoint === 'webhook'
          ? 'Its address is unknown at once. The events that it made stay.'
          : 'It makes no event from now on. Those that it made stay.'
      }
      onChange={refresh}
      actions={
        data.entrypoint === 'webhook' && data.origin === 'api' ? (
          <RotateKey
            name={ref}
            onRotated={(next) => {
              setKey(next);
              refresh();
            }}
          />
        ) : undefined
      }
      main={
        <>
          {key === null ? null : (
            <WebhookAddress name={ref} webhookKey={key} onDone={() => setKey(null)} />
          )}
          {data.last_error === null ? null : <LastError sensor={data} text={data.last_error} />}
          {data.origin === 'api' ? (
            <SensorEditor
              key={ref}
              empty={{}}
              saved={data}
              readOnly={false}
              onSaved={refresh}
              onStale={refresh}
            />
          ) : null}
        </>
      }
      facts={<Facts sensor={data} />}
    />
  );
}

function Facts({ sensor }: { readonly sensor: Sensor }) {
  const { ref, entrypoint, trigger_ref, last_event, last_event_at } = sensor;
  return (
    <>
      <MetadataItem label="State">
        <SensorState sensor={sensor} />
      </MetadataItem>
      <MetadataItem label="Watches">{watchedNames[entrypoint]}</MetadataItem>
      <MetadataItem label="Next due">
        <NextDue sensor={sensor} />
        {sensor.enabled && sensor.next_fire_at !== null ? (
          <span className="block text-xs text-ink-faint">{formatMoment(sensor.next_fire_at)}</span>
        ) : null}
      </MetadataItem>
      <MetadataItem label="Last event">
        {last_event === null || last_event_at === null ? (
          <span className="faint">never</span>
        ) : (
          <Link to={event(last_event)} className="text-link">
            <Moment at={last_event_at} />
          </Link>
        )}
      </MetadataItem>
      <MetadataItem label="Events">
        <Link to={events({ source: ref })} className="text-link">
          {formatCount(sensor.event_count)}
        </Link>
      </MetadataItem>
      <MetadataItem label="Errors">{formatCount(sensor.error_count)}</MetadataItem>
      <MetadataItem label="Trigger">
        <Link to={trigger(trigger_ref)} className="text-link mono">
          {trigger_ref}
        </Link>
      </MetadataItem>
      {entrypoint === 'webhook' ? (
        <MetadataItem label="Address">
          <span title="Only a hash of its key is stored">/webhooks/…</span>
        </MetadataItem>
      ) : null}
    </>
  );
}

/** What went wrong last, and whether an event came through since. */
function LastError({ sensor, text }: { readonly sensor: Sensor; readonly text: string }) {
  const { last_error_at, state } = sensor;
  return (
    <section className="notice" aria-label="The last error">
      <Icon name={state === 'failing' ? 'error' : 'info'} />
      <div className="grid gap-1">
        <p>
          <span className="font-medium">Its last error</span>
          {last_error_at === null ? null : (
            <span className="text-ink-soft">
              , <Moment at={last_error_at} />
            </span>
          )}
          {state === 'failing' ? '' : '. Events have come through since.'}
        </p>
        <p className="mono text-xs wrap-anywhere">{text}</p>
      </div>
    </section>
  );
}

interface RotateKeyProps {
  readonly name: string;
  readonly onRotated: (key: string | null) => void;
}

/** Gives a webhook a new address, after asking: whoever calls the old one is refused from then on. */
function RotateKey({ name, onRotated }: RotateKeyProps) {
  const [asked, setAsked] = useState(false);
  const rotate = useMutation({
    mutationFn: () =>
      call(routes.updateSensor, { params: { ref: name } }, { body: { rotate_key: true } }),
    onSuccess: ({ key }) => {
      setAsked(false);
      onRotated(key);
    },
  });
  return (
    <>
      <Button icon="retry" onClick={() => setAsked(true)}>
        New address
      </Button>
      {asked ? (
        <ConfirmDialog
          title={`Give ${name} a new address?`}
          action="Give it a new address"
          busy={rotate.isPending}
          error={rotate.error}
          onConfirm={() => rotate.mutate()}
          onClose={() => setAsked(false)}
        >
          The old one is unknown at once: every sender must be told the new one, which is shown this
          once.
        </ConfirmDialog>
      ) : null}
    </>
  );
}
