import type { Trigger } from '../../answers.ts';
import { DefinitionForm } from '../definitions/definition-form.tsx';
import { FormFields, NamingFields } from '../definitions/form-fields.tsx';
import { useDefinitionForm } from '../definitions/use-definition-form.ts';
import { emptyDraft, labelsOf } from '../definitions/usual-fields.ts';
import { namingFields, schemaFields, triggerFields, triggerKind } from './trigger-kind.ts';

interface TriggerEditorProps {
  readonly saved: Trigger | null;
  readonly readOnly: boolean;
  readonly onSaved: (trigger: Trigger) => void;
  readonly onStale: () => void;
}

const empty = emptyDraft(triggerFields, { payload_policy: 'record' });
const labels = labelsOf(triggerFields);

export function TriggerEditor({ saved, readOnly, onSaved, onStale }: TriggerEditorProps) {
  const form = useDefinitionForm({ kind: triggerKind, saved, empty, onSaved, onStale });
  return (
    <DefinitionForm
      form={form}
      title={saved === null ? 'The trigger' : 'What it says'}
      save="Save the trigger"
      readOnly={readOnly}
      labels={labels}
    >
      <NamingFields form={form} fields={namingFields} disabled={readOnly} />
      <FormFields form={form} fields={schemaFields} disabled={readOnly} />
    </DefinitionForm>
  );
}
