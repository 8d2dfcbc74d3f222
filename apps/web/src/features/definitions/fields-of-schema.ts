import type { JsonValue } from '@clew/contracts';
import type { DefinitionField, FieldKind } from './definition-field.ts';
import { jsonText } from './read-json.ts';

/**
 * A field for each property of a JSON Schema of an object, those that are needed first; null when it does not describe any. What no
 * simple field can hold is entered as JSON.
 */
export function fieldsOfSchema(schema: JsonValue): readonly DefinitionField[] | null {
  if (!isObject(schema) || !isObject(schema.properties)) return null;
  const required = Array.isArray(schema.required) ? schema.required : [];
  const fields = Object.entries(schema.properties).map(([name, property]) =>
    fieldOf(name, property, required.includes(name)),
  );
  if (fields.length === 0) return null;
  return [
    ...fields.filter((field) => field.required),
    ...fields.filter((field) => !field.required),
  ];
}

function fieldOf(name: string, property: JsonValue, required: boolean): DefinitionField {
  const { description, default: usual = null } = isObject(property) ? property : {};
  return {
    name,
    label: name,
    ...(typeof description === 'string' ? { hint: description } : {}),
    ...(required
      ? { placeholder: 'needed' }
      : usual === null
        ? {}
        : { placeholder: `${plain(usual)} when left empty` }),
    required,
    kind: kindOf(property, usual),
  };
}

function kindOf(property: JsonValue, usual: JsonValue): FieldKind {
  if (!isObject(property)) return { type: 'json', rows: 1 };
  const { type, enum: options } = property;
  const none = usual === null ? 'not given' : `not given (${plain(usual)})`;
  if (Array.isArray(options)) {
    const words = options.filter((option) => typeof option === 'string');
    if (words.length === options.length) return { type: 'choice', options: words, none };
  }
  switch (type) {
    case 'string':
      return { type: 'text' };
    case 'integer':
    case 'number':
      return { type: 'number', whole: type === 'integer' };
    case 'boolean':
      return { type: 'flag', none };
    default:
      return { type: 'json', rows: 2 };
  }
}

const plain = (value: JsonValue) => (typeof value === 'string' ? value : jsonText(value));

function isObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
