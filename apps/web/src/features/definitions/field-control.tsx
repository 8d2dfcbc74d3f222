import { useId } from 'react';
import { Field, TextArea, TextInput } from '../../ui/field.tsx';
import { PlainSelect } from '../../ui/plain-select.tsx';
import type { DefinitionField, FieldKind } from './definition-field.ts';

interface FieldControlProps {
  readonly field: DefinitionField;
  readonly text: string;
  readonly fault: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
}

/** One field of a form, entered as its kind says, with its hint and what is wrong with it. */
export function FieldControl(props: FieldControlProps) {
  const { field, text, fault, disabled, onChange, onLeave } = props;
  const { kind } = field;
  const known = useId();
  const common = { disabled, value: text, onBlur: onLeave };
  const typed = {
    ...common,
    placeholder: field.placeholder,
    autoComplete: 'off',
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      onChange(target.value),
  };
  return (
    <Field label={field.label} hint={field.hint} error={fault}>
      {(control) => {
        switch (kind.type) {
          case 'json':
            return (
              <TextArea
                {...control}
                {...typed}
                className="mono max-h-80 text-xs field-sizing-content"
                rows={kind.rows}
                spellCheck={false}
              />
            );
          case 'flag':
          case 'choice':
            return (
              <PlainSelect
                {...control}
                {...common}
                onChange={({ target }) => onChange(target.value)}
              >
                {kind.none === undefined ? null : <option value="">{kind.none}</option>}
                {optionsOf(kind).map(({ value, name }) => (
                  <option key={value} value={value}>
                    {name}
                  </option>
                ))}
              </PlainSelect>
            );
          case 'number':
            return (
              <TextInput
                {...control}
                {...typed}
                className="numeric"
                inputMode={kind.whole ? 'numeric' : 'decimal'}
              />
            );
          case 'moment':
            return <TextInput {...control} {...typed} type="datetime-local" step={1} />;
          case 'text':
            return (
              <>
                <TextInput
                  {...control}
                  {...typed}
                  className={kind.mono === true ? 'mono' : ''}
                  spellCheck={kind.mono !== true}
                  list={kind.known === undefined ? undefined : known}
                />
                {kind.known === undefined ? null : (
                  <datalist id={known}>
                    {kind.known.map((each) => (
                      <option key={each} value={each} />
                    ))}
                  </datalist>
                )}
              </>
            );
          default:
            return kind satisfies never;
        }
      }}
    </Field>
  );
}

function optionsOf(kind: Extract<FieldKind, { readonly type: 'choice' | 'flag' }>) {
  if (kind.type === 'flag') {
    return [
      { value: 'true', name: 'yes' },
      { value: 'false', name: 'no' },
    ];
  }
  return kind.options.map((value) => ({ value, name: kind.name?.(value) ?? value }));
}
