import type { Sensor } from '../../answers.ts';
import type { DefinitionField, Draft } from '../definitions/definition-field.ts';
import { DefinitionForm } from '../definitions/definition-form.tsx';
import { FormFields, NamingFields } from '../definitions/form-fields.tsx';
import { useDefinitionForm } from '../definitions/use-definition-form.ts';
import { labelsOf } from '../definitions/usual-fields.ts';
import { useTriggerRefs } from '../records/use-known-refs.ts';
import {
  allSensorFields,
  configFields,
  sensorNaming,
  sensorTriggerField,
  watchField,
} from './sensor-fields.ts';
import { type ChangedSensor, sensorKind, usualTriggers } from './sensor-kind.ts';

interface SensorEditorProps {
  readonly empty: Draft;
  readonly saved: Sensor | null;
  readonly readOnly: boolean;
  readonly onSaved: (sensor: ChangedSensor) => void;
  readonly onStale: () => void;
}

const labels = labelsOf(allSensorFields);

/** The form of a sensor: what it watches, when or how, and of which trigger its events are. */
export function SensorEditor({ empty, saved, readOnly, onSaved, onStale }: SensorEditorProps) {
  const form = useDefinitionForm({ kind: sensorKind, saved, empty, onSaved, onStale });
  const known = useTriggerRefs();
  const trigger: DefinitionField = {
    ...sensorTriggerField,
    kind: { type: 'text', mono: true, known },
  };
  const shown = {
    ...form,
    change: (part: Draft) => form.change({ ...part, ...usualTriggerOf(form.draft, part) }),
  };
  return (
    <DefinitionForm
      form={form}
      title={saved === null ? 'The sensor' : 'What it does'}
      save="Save the sensor"
      readOnly={readOnly}
      labels={labels}
    >
      <NamingFields form={shown} fields={sensorNaming} disabled={readOnly} />
      <FormFields
        form={shown}
        fields={[...(saved === null ? [watchField] : []), trigger, ...configFields(form.draft)]}
        disabled={readOnly}
      />
      {form.faults.config === undefined ? null : (
        <p className="text-xs text-danger" role="alert">
          {form.faults.config}
        </p>
      )}
    </DefinitionForm>
  );
}

/** Whoever watches something else gets its usual trigger, unless another one was chosen. */
function usualTriggerOf({ trigger_ref = '' }: Draft, { entrypoint }: Draft): Draft {
  const usual = new Map<string, string>(Object.entries(usualTriggers));
  if (entrypoint === undefined || ![...usual.values(), ''].includes(trigger_ref)) return {};
  return { trigger_ref: usual.get(entrypoint) ?? trigger_ref };
}
