import { type Baseline, type BaselineEntry, baselineSchema } from '@clew/contracts';
import type { ConfigFileProblem } from './parse-config-file.ts';
import { readConfigFile } from './read-config-file.ts';

export type FoundBaseline =
  | { readonly kind: 'parsed'; readonly baseline: Baseline | null }
  | { readonly kind: 'invalid'; readonly problems: readonly ConfigFileProblem[] };

/** Reads the violations that a codebase tolerates for now; null when there is no such file. */
export async function readBaseline(root: string, path: string): Promise<FoundBaseline> {
  const file = await readConfigFile(root, path);
  if (file === null) return { kind: 'parsed', baseline: null };
  const problem = (message: string): FoundBaseline => ({
    kind: 'invalid',
    problems: [{ file: path, line: 1, message }],
  });
  if (file.kind === 'unreadable') return problem(file.reason);
  try {
    const parsed = baselineSchema.safeParse(JSON.parse(file.text));
    if (parsed.success) return { kind: 'parsed', baseline: parsed.data };
    const [issue] = parsed.error.issues;
    return problem(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is no baseline'}`);
  } catch (error) {
    return problem(`is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The text of a baseline file: sorted, one violation a line, so that a merge of two reads well. */
export function baselineText(violations: readonly BaselineEntry[]): string {
  const lines = violations
    .map(({ rule, from, to }) => JSON.stringify({ rule, from, to }))
    .sort()
    .map((line, index, all) => `    ${line}${index === all.length - 1 ? '' : ','}\n`);
  return `{\n  "version": 1,\n  "violations": [\n${lines.join('')}  ]\n}\n`;
}
