import type { JsonValue } from '@clew/contracts';
import type { ReactNode } from 'react';
import { Field, TextArea } from '../../ui/field.tsx';

interface JsonFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly text: string;
  readonly error?: string | null | undefined;
  readonly disabled?: boolean;
  readonly rows?: number;
  readonly onChange: (text: string) => void;
}

/** A JSON document as text; what is no JSON is said in place, as it is typed. */
export function JsonField(props: JsonFieldProps) {
  const { label, hint, text, error, disabled = false, rows = 6, onChange } = props;
  const read = readJson(text);
  return (
    <Field label={label} hint={hint} error={read.kind === 'fault' ? read.message : error}>
      {(control) => (
        <TextArea
          {...control}
          className="mono text-xs"
          rows={rows}
          spellCheck={false}
          disabled={disabled}
          value={text}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

export type ReadJson =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'fault'; readonly message: string };

/** Reads what was typed; nothing at all is null. */
export function readJson(text: string): ReadJson {
  if (text.trim() === '') return { kind: 'value', value: null };
  try {
    return { kind: 'value', value: JSON.parse(text) as JsonValue };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unreadable';
    return { kind: 'fault', message: `This is not JSON: ${reason}` };
  }
}

/** As it is shown for editing; null is empty. */
export function jsonText(value: JsonValue): string {
  return value === null ? '' : JSON.stringify(value, null, 2);
}
