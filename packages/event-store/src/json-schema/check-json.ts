import type { JsonValue } from '@clew/contracts';
import { type CheckJson, compileJsonSchema, type SchemaIssue } from './compile-json-schema.ts';

/** Compiling takes a thousand times longer than checking, so the latest ones are kept, by their text. */
const compiled = new Map<string, CheckJson>();
const maxCompiled = 256;

/**
 * What is wrong with a value by a stored schema; nothing when there is no schema.
 *
 * @throws EventStoreError `schema_invalid` when the schema cannot be used.
 */
export function checkJson(
  schema: JsonValue,
  value: JsonValue,
  path = 'schema',
): readonly SchemaIssue[] {
  if (schema === null) return [];
  const text = JSON.stringify(schema);
  const known = compiled.get(text);
  const check = known ?? compileJsonSchema(schema, path);
  compiled.delete(text);
  compiled.set(text, check);
  const [oldest] = compiled.keys();
  if (compiled.size > maxCompiled && oldest !== undefined) compiled.delete(oldest);
  return check(value);
}
