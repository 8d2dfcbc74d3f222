import type { ReactNode } from 'react';
import type { DefinitionField } from './definition-field.ts';
import { FieldControl } from './field-control.tsx';
import type { DefinitionForm } from './use-definition-form.ts';

type FieldsOfForm = Pick<DefinitionForm, 'draft' | 'faults' | 'change' | 'touch'>;

interface FormFieldsProps {
  readonly form: FieldsOfForm;
  readonly fields: readonly DefinitionField[];
  readonly disabled?: boolean;
}

/** Fields of a form, one below the other. */
export function FormFields({ form, fields, disabled = false }: FormFieldsProps) {
  return fields.map((field) => (
    <FieldControl
      key={field.name}
      field={field}
      text={form.draft[field.name] ?? ''}
      fault={form.faults[field.name]}
      disabled={disabled}
      onChange={(text) => form.change({ [field.name]: text })}
      onLeave={() => form.touch(field.name)}
    />
  ));
}

/** Short fields side by side, as far as there is room for them. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(220px,100%),1fr))] items-start gap-x-3 gap-y-4">
      {children}
    </div>
  );
}

interface NamingFieldsProps extends FormFieldsProps {
  readonly form: FieldsOfForm & Pick<DefinitionForm, 'isNew'>;
}

/** What every definition has: its name, while it is new, and a title and description side by side. */
export function NamingFields({ form, fields, disabled = false }: NamingFieldsProps) {
  const [ref, ...words] = fields;
  return (
    <>
      {form.isNew && ref !== undefined ? <FormFields form={form} fields={[ref]} /> : null}
      <FieldRow>
        <FormFields form={form} fields={words} disabled={disabled} />
      </FieldRow>
    </>
  );
}
