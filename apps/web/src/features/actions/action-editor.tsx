import type { Action } from '../../answers.ts';
import { DefinitionForm } from '../definitions/definition-form.tsx';
import { FormFields, NamingFields } from '../definitions/form-fields.tsx';
import { useDefinitionForm } from '../definitions/use-definition-form.ts';
import { emptyDraft, labelsOf } from '../definitions/usual-fields.ts';
import {
  actionFields,
  actionKind,
  limitFields,
  namingFields,
  runnerField,
  schemaFields,
} from './action-kind.ts';

interface ActionEditorProps {
  readonly saved: Action | null;
  readonly readOnly: boolean;
  readonly onSaved: (action: Action) => void;
  readonly onStale: () => void;
}

const empty = emptyDraft(actionFields, {
  runner: 'http',
  timeout_seconds: '300',
  max_attempts: '1',
  rate_period_seconds: '60',
});
const labels = labelsOf(actionFields);

export function ActionEditor({ saved, readOnly, onSaved, onStale }: ActionEditorProps) {
  const form = useDefinitionForm({ kind: actionKind, saved, empty, onSaved, onStale });
  return (
    <DefinitionForm
      form={form}
      title={saved === null ? 'The action' : 'What it says'}
      save="Save the action"
      readOnly={readOnly}
      labels={labels}
    >
      <NamingFields form={form} fields={namingFields} disabled={readOnly} />
      {saved === null ? <FormFields form={form} fields={[runnerField]} /> : null}
      <div className="grid grid-cols-[repeat(auto-fit,minmax(160px,1fr))] items-end gap-3">
        <FormFields form={form} fields={limitFields} disabled={readOnly} />
      </div>
      <FormFields form={form} fields={schemaFields} disabled={readOnly} />
    </DefinitionForm>
  );
}
