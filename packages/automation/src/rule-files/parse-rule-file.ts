import { newActionSchema, newRuleSchema } from '@clew/contracts';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';

/** One thing that is wrong with a rules file. */
export interface RuleFileProblem {
  /** Relative to the codebase. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** More than this of one file helps nobody. */
const maxProblems = 100;

const rule = newRuleSchema.shape;

const ruleEntrySchema = z
  .strictObject({
    ref: rule.ref,
    on: rule.trigger_ref,
    params: rule.trigger_params,
    when: rule.when,
    do: rule.action_ref,
    with: rule.action_params,
    enabled: z.boolean().optional(),
    label: rule.label,
    description: rule.description,
  })
  .transform(({ on, params, do: action_ref, with: action_params, ...rest }) => ({
    ...rest,
    trigger_ref: on,
    trigger_params: params,
    action_ref,
    action_params,
  }));

/** What a rules file holds. Actions that start programs can be defined nowhere else. */
const ruleFileSchema = z.strictObject({
  rules: z.array(ruleEntrySchema).max(10_000).default([]),
  actions: z.array(newActionSchema).max(1000).default([]),
});

export type RuleFileContent = z.output<typeof ruleFileSchema>;

export type ParsedRuleFile =
  | {
      readonly kind: 'parsed';
      readonly content: RuleFileContent;
      /** The line of the value at a path, or of what holds it. */
      readonly lineOf: (path: readonly (string | number)[]) => number;
    }
  | { readonly kind: 'invalid'; readonly problems: readonly RuleFileProblem[] };

/**
 * Parses a rules file: YAML with `rules` (ref, on, when, do, with, …) and `actions`. Every problem is
 * told with its line. Never throws.
 */
export function parseRuleFile(file: string, text: string): ParsedRuleFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      kind: 'invalid',
      problems: document.errors.slice(0, maxProblems).map(({ pos, message }) => ({
        file,
        line: lines.linePos(pos[0]).line,
        message,
      })),
    };
  }
  const lineOf = (path: readonly (string | number)[]) => lineAt(document, lines, path);
  const value = plainValue(document);
  if (value instanceof Error) {
    return { kind: 'invalid', problems: [{ file, line: 1, message: value.message }] };
  }
  const parsed = ruleFileSchema.safeParse(value ?? {});
  if (parsed.success) return { kind: 'parsed', content: parsed.data, lineOf };
  return {
    kind: 'invalid',
    problems: parsed.error.issues.slice(0, maxProblems).flatMap((issue) => {
      const path = issue.path.filter((key) => typeof key !== 'symbol');
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null];
      return keys.map((key) => {
        const at = key === null ? path : [...path, key];
        const message = key === null ? issue.message : 'is not known here';
        return { file, line: lineOf(at), message: `${at.join('.') || 'the file'}: ${message}` };
      });
    }),
  };
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
