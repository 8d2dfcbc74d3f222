import { z } from 'zod';
import type { JsonValue } from './json-value.ts';

/** Largest document, in bytes of its JSON text in UTF-8. */
export const maxJsonDocumentBytes = 1_048_576;

/** Deepest nesting of arrays and objects; far below what would exhaust a parser's stack. */
export const maxJsonDocumentDepth = 100;

const loneSurrogate = /\p{Surrogate}/u;

function textProblem(text: string): string | null {
  if (text.includes('\0')) return 'must not contain NUL (U+0000): PostgreSQL cannot store it';
  if (loneSurrogate.test(text)) return 'must not contain half of a surrogate pair';
  return null;
}

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Says why a value cannot be stored as a JSON document, or null when it can. Walks with an explicit
 * stack, so hostile nesting cannot exhaust the real one.
 */
export function jsonDocumentProblem(document: unknown): string | null {
  const open: { readonly value: unknown; readonly depth: number }[] = [
    { value: document, depth: 0 },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (value === null || typeof value === 'boolean') continue;
    if (typeof value === 'string') {
      const problem = textProblem(value);
      if (problem !== null) return problem;
      continue;
    }
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) return 'must not contain a number beyond the range of JSON';
      continue;
    }
    if (typeof value !== 'object') return `must be JSON, but contains a ${typeof value}`;
    if (depth >= maxJsonDocumentDepth) {
      return `must not nest deeper than ${maxJsonDocumentDepth} levels`;
    }
    if (Array.isArray(value)) {
      for (const item of value) open.push({ value: item, depth: depth + 1 });
      continue;
    }
    if (!isPlainObject(value)) return 'must be JSON, but contains an object of a class';
    for (const [key, item] of Object.entries(value)) {
      const problem = textProblem(key);
      if (problem !== null) return problem;
      open.push({ value: item, depth: depth + 1 });
    }
  }
  const bytes = new TextEncoder().encode(JSON.stringify(document)).byteLength;
  if (bytes > maxJsonDocumentBytes) {
    return `must be at most ${maxJsonDocumentBytes} bytes as JSON, but has ${bytes}`;
  }
  return null;
}

/** The refinement establishes exactly what the type says, so the cast is safe. */
function asJsonSchema(schema: z.ZodUnknown): z.ZodType<JsonValue, JsonValue> {
  return schema as unknown as z.ZodType<JsonValue, JsonValue>;
}

/** Any JSON value of at most 1 MiB that PostgreSQL's `jsonb` stores without changing its meaning. */
export const jsonDocumentSchema = asJsonSchema(
  z.unknown().superRefine((document, context) => {
    const problem = jsonDocumentProblem(document);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  }),
);

/** A stored JSON value in an answer; what is stored was checked on the way in. */
export const storedJsonSchema = asJsonSchema(z.unknown());
