import { components } from '@clew/contracts/api';
import { z } from 'zod';

/** A JSON Schema of the 2020-12 dialect, which OpenAPI 3.1 takes as it is. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const prefix = '#/components/schemas/';

/** Rewrites every reference to a local definition into one to a component. */
function refer(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(refer);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace('#/$defs/', prefix)
        : refer(inner),
    ]),
  );
}

/**
 * Answers may gain fields, so the document closes only objects that refuse unknown ones themselves;
 * and it leaves out what is said already: the bounds of every integer of JavaScript, and the pattern
 * of every moment.
 */
function simplify({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: JsonSchema }) {
  if (zodSchema instanceof z.ZodObject && zodSchema.def.catchall === undefined) {
    Reflect.deleteProperty(jsonSchema, 'additionalProperties');
  }
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) {
    Reflect.deleteProperty(jsonSchema, 'minimum');
    Reflect.deleteProperty(jsonSchema, 'maximum');
  }
  if (jsonSchema.format === 'date-time') Reflect.deleteProperty(jsonSchema, 'pattern');
}

/**
 * Collects the JSON Schemas (2020-12, the dialect of OpenAPI 3.1) of the requests and answers.
 * Schemas that the contracts name become components; every use of them is a reference.
 */
export function collectJsonSchemas() {
  const names = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(components)) names.add(schema, { id });
  const collected = new Map<string, JsonSchema>();

  const add = (name: string, schema: JsonSchema) => {
    const known = collected.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`Component ${name} is used in requests and in answers, but differs there`);
    }
    collected.set(name, schema);
  };

  return {
    /** The schema to stand in the document: a reference when the contracts name it. */
    schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
      const {
        $schema: _,
        $defs = {},
        ...root
      } = z.toJSONSchema(schema, { metadata: names, io, override: simplify });
      for (const [name, definition] of Object.entries($defs)) {
        add(name, refer(definition) as JsonSchema);
      }
      return refer(root) as JsonSchema;
    },

    /** The components so far, by name. */
    components(): ReadonlyMap<string, JsonSchema> {
      return new Map([...collected].sort(([a], [b]) => (a < b ? -1 : 1)));
    },
  };
}
