import { routes } from '@clew/contracts/api';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { sensor } from '../../pipeline-places.ts';
import { NewDefinitionPage } from '../definitions/new-definition-page.tsx';
import { SensorEditor } from './sensor-editor.tsx';
import { type ChangedSensor, emptySensor } from './sensor-kind.ts';
import { WebhookAddress } from './webhook-address.tsx';

export function NewSensorPage() {
  const { watches, trigger } = useSearch({ from: '/history/sensors/new' });
  const [opened, setOpened] = useState<ChangedSensor | null>(null);
  return (
    <NewDefinitionPage
      title="New sensor"
      lead="Something that makes events: a timer, or a webhook that others call."
      listPath={routes.listSensors.path}
      place={sensor}
    >
      {(onSaved) =>
        opened === null || opened.key === null ? (
          <SensorEditor
            empty={emptySensor(watches ?? 'timer', trigger)}
            saved={null}
            readOnly={false}
            onSaved={(made) => (made.key === null ? onSaved(made) : setOpened(made))}
            onStale={() => {}}
          />
        ) : (
          <WebhookAddress
            name={opened.ref}
            webhookKey={opened.key}
            onDone={() => onSaved(opened)}
          />
        )
      }
    </NewDefinitionPage>
  );
}
