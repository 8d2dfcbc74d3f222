import { jsonDocumentSchema } from './json-document.ts';
import type { JsonValue } from './json-value.ts';

/** Largest JSON Schema, in characters of its JSON text. */
export const maxJsonSchemaLength = 65_536;

/**
 * A JSON Schema of the dialect 2020-12, or null for none. Whether it is a valid one is checked where it
 * is saved.
 */
export const jsonSchemaSchema = jsonDocumentSchema.superRefine((schema: JsonValue, context) => {
  if (schema !== null && (typeof schema !== 'object' || Array.isArray(schema))) {
    context.addIssue({ code: 'custom', message: 'must be a JSON Schema, an object' });
  } else if (JSON.stringify(schema).length > maxJsonSchemaLength) {
    context.addIssue({
      code: 'custom',
      message: `must have ${maxJsonSchemaLength} characters at most as JSON`,
    });
  }
});
