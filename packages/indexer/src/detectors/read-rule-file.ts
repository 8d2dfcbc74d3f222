import { type DetectorRule, detectorFileSchema, type FileFailure } from '@clew/contracts';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { ruleProblem } from './match-rules.ts';

/** What a file of detector rules holds, or what is wrong with it. */
export interface RuleFile {
  readonly rules: readonly DetectorRule[];
  readonly failures: readonly FileFailure[];
}

/**
 * Reads a file of detector rules. One problem makes the whole file count for nothing, so that no rule
 * works in part; every problem is told with its line and what to do.
 */
export function readRuleFile(path: string, text: string): RuleFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true });
  if (document.errors.length > 0) {
    const failures = document.errors.map(({ message, linePos }) => ({
      path,
      message: `The detector rules are not YAML: ${message.split('\n')[0]?.replace(/ at line .*$/, '') ?? ''}. Correct the file.`,
      line: linePos?.[0].line ?? null,
    }));
    return { rules: [], failures };
  }
  const parsed = detectorFileSchema.safeParse(document.toJS());
  if (!parsed.success) {
    const failures = parsed.error.issues.map((issue) => ({
      path,
      message: `Detector rules: ${placeOf(issue.path)} ${issue.message}. Correct it; the rules of this file are not used until then.`,
      line: lineOf(document, lines, issue.path),
    }));
    return { rules: [], failures };
  }
  const failures = parsed.data.detectors.flatMap((rule, at) => {
    const problem = ruleProblem(rule) ?? missingCapture(rule);
    if (problem === null) return [];
    return {
      path,
      message: `Detector rule ${rule.id}: ${problem} Correct its "rule"; the rules of this file are not used until then.`,
      line: lineOf(document, lines, ['detectors', at, 'rule']),
    };
  });
  return { rules: failures.length === 0 ? parsed.data.detectors : [], failures };
}

/** A capture that is read and never made, which would make a rule find nothing without a word. */
function missingCapture({ rule, origin, entry_point, dependency }: DetectorRule): string | null {
  const pattern = JSON.stringify(rule);
  const read = JSON.stringify([origin?.of, entry_point, dependency]).match(
    /"\$(?:\$\$)?[A-Z_][A-Z0-9_]*"/g,
  );
  const missing = (read ?? [])
    .map((each) => each.slice(1, -1))
    .find((name) => !captures(pattern, name));
  return missing === undefined ? null : `nothing in its patterns captures ${missing}.`;
}

function captures(pattern: string, name: string): boolean {
  const bare = name.replaceAll('$', '\\$');
  return new RegExp(`(?<!\\$)${bare}(?![A-Z0-9_])`).test(pattern);
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the file:' : `${path.map(String).join('.')}:`;
}

function lineOf(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
): number | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}
