import type { JsonValue } from '@clew/contracts';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { RE2JS } from 're2js';
import { EventStoreError } from '../event-store-error.ts';

/** One thing that is wrong with a value. */
export interface SchemaIssue {
  /** Leads to the value from the root, joined by dots; empty for the root. */
  readonly path: string;
  readonly message: string;
  /** The keyword of the schema that says no. */
  readonly keyword: string;
}

/** Says what is wrong with a value, or nothing; at most fifty things. */
export type CheckJson = (value: JsonValue) => readonly SchemaIssue[];

const maxIssues = 50;

/** Patterns take RE2's syntax and time: those of a schema come from outside, like the texts they meet. */
function linearPattern(pattern: string) {
  const compiled = RE2JS.compile(pattern);
  return {
    test: (text: string) => compiled.matcher(text).find(),
    // The compiler tells patterns apart by their text.
    toString: () => pattern,
  };
}

const regExp = Object.assign(linearPattern, { code: 'linearPattern' });

/**
 * Compiles a JSON Schema of the dialect 2020-12; keywords that it does not know are notes.
 *
 * @param path names the schema in issues, e.g. `out_schema`.
 * @throws EventStoreError `schema_invalid` when it is not one, or refers to what it does not hold.
 */
export function compileJsonSchema(schema: JsonValue, path: string): CheckJson {
  // One each: what a schema calls itself by `$id` must not reach another one.
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    logger: false,
    code: { regExp },
  });
  addFormats.default(ajv);
  try {
    const validate = ajv.compile(Object(schema));
    return (value) => {
      if (validate(value)) return [];
      return (validate.errors ?? []).slice(0, maxIssues).map(issueOf);
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EventStoreError(
      'schema_invalid',
      `"${path}" is not a JSON Schema of the dialect 2020-12: ${reason}. Correct it, or leave it out.`,
      { issues: [{ path, message: reason }], cause },
    );
  }
}

function issueOf({ instancePath, message, params, keyword }: ErrorObject): SchemaIssue {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
  const named =
    keyword === 'additionalProperties' || keyword === 'unevaluatedProperties'
      ? ` (${String(Object.values(params)[0])})`
      : keyword === 'enum'
        ? ` (${JSON.stringify(Object.values(params)[0])})`
        : '';
  return { path, message: `${message ?? `fails ${keyword}`}${named}`, keyword };
}
