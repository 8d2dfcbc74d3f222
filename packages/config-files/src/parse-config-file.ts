import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** One thing that is wrong with a file of a codebase that configures Clew. */
export interface ConfigFileProblem {
  /** Relative to the codebase. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export type ParsedConfigFile<T> =
  | {
      readonly kind: 'parsed';
      readonly content: T;
      /** The line of the value at a path, or of what holds it. */
      readonly lineOf: (path: readonly (string | number)[]) => number;
    }
  | { readonly kind: 'invalid'; readonly problems: readonly ConfigFileProblem[] };

/** More than this of one file helps nobody. */
const maxProblems = 100;

/** Parses YAML and holds it to a schema; an empty file is an empty object. Every problem is told with its line. Never throws. */
export function parseConfigFile<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): ParsedConfigFile<z.output<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.slice(0, maxProblems).map(({ pos, message }) => ({
      file,
      line: lines.linePos(pos[0]).line,
      message,
    }));
    return { kind: 'invalid', problems };
  }
  const lineOf = (path: readonly (string | number)[]) => lineAt(document, lines, path);
  const value = plainValue(document);
  if (value instanceof Error) {
    return { kind: 'invalid', problems: [{ file, line: 1, message: value.message }] };
  }
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return { kind: 'parsed', content: parsed.data, lineOf };
  const problems = parsed.error.issues.slice(0, maxProblems).flatMap((issue) => {
    const path = issue.path.filter((key) => typeof key !== 'symbol');
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null];
    return keys.map((key) => {
      const at = key === null ? path : [...path, key];
      const message = key === null ? issue.message : 'is not known here';
      return { file, line: lineOf(at), message: `${at.join('.') || 'the file'}: ${message}` };
    });
  });
  return { kind: 'invalid', problems };
}

/** Aliases that multiply without end are an error. */
function plainValue(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function lineAt(
  document: Document,
  lines: LineCounter,
  path: readonly (string | number)[],
): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
