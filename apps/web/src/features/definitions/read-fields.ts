import type { JsonValue } from '@clew/contracts';
import type { DefinitionField, Draft, Faults } from './definition-field.ts';
import { jsonText, readJson } from './read-json.ts';

export interface ReadDraft {
  readonly values: Readonly<Record<string, JsonValue>>;
  /** Of what cannot be read at all; such a field has no value. */
  readonly faults: Faults;
}

/** The values that a draft says, as far as its texts can be read. An empty field is null. */
export function readFields(fields: readonly DefinitionField[], draft: Draft): ReadDraft {
  const values: Record<string, JsonValue> = {};
  const faults: Record<string, string> = {};
  for (const { name, kind, required } of fields) {
    const text = draft[name] ?? '';
    if (required === true && text.trim() === '') {
      faults[name] = 'This is needed.';
      continue;
    }
    const read = readOne(kind.type, text);
    if (read.kind === 'fault') faults[name] = read.message;
    else values[name] = read.value;
  }
  return { values, faults };
}

function readOne(type: DefinitionField['kind']['type'], text: string): ReturnType<typeof readJson> {
  const trimmed = text.trim();
  switch (type) {
    case 'json':
      return readJson(text);
    case 'number': {
      const value = Number(trimmed);
      if (trimmed === '') return { kind: 'value', value: null };
      return Number.isFinite(value)
        ? { kind: 'value', value }
        : { kind: 'fault', message: 'This is not a number.' };
    }
    case 'moment': {
      if (trimmed === '') return { kind: 'value', value: null };
      const at = Date.parse(trimmed);
      return Number.isNaN(at)
        ? { kind: 'fault', message: 'This is not a moment.' }
        : { kind: 'value', value: new Date(at).toISOString() };
    }
    case 'flag':
      return { kind: 'value', value: trimmed === '' ? null : trimmed === 'true' };
    case 'text':
    case 'choice':
      return { kind: 'value', value: trimmed === '' ? null : trimmed };
    default:
      return type satisfies never;
  }
}

/** The text of a value in a field of this kind. */
export function fieldText({ kind }: DefinitionField, value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (kind.type === 'json') return jsonText(value);
  if (kind.type === 'moment' && typeof value === 'string') return localMoment(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** As an `<input type="datetime-local">` takes it, in the reader's time zone, to the second. */
function localMoment(moment: string): string {
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
