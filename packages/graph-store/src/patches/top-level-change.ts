/**
 * What changed lines that belong to no symbol but the file do to it. `none`: blank lines, comments,
 * declarations that no other code knows yet; `imports`: what the file takes from others; `exports`:
 * what it hands on; `code`: something that runs when it is loaded.
 */
export type TopLevelChange = 'none' | 'imports' | 'exports' | 'code';

/** A changed line, and the unindented line that its statement begins with; null when not shown. */
export interface TopLevelLine {
  readonly text: string | null;
  readonly head: string | null;
}

const script = /\.[cm]?[jt]sx?$/;
const blank = /^\s*(?:$|\/\/|\/\*|\*)/;
const declares =
  /^(?:[})\]]|@|(?:export\s+)?(?:default\s+)?(?:async\s+function|function|abstract|class|interface|type|enum|const|let|var|declare|namespace)\b)/;
const handsOn = /^export\s*(?:type\s*)?[*{]/;
const takes = /^import\b(?!\s*[(.])/;
/** A line of a list of names, as the braces of a long import hold them. */
const nameInList = /^\s+(?:type\s+)?[\w$]+(?:\s+as\s+[\w$]+)?,?$/;
const strongest: readonly TopLevelChange[] = ['none', 'imports', 'exports', 'code'];

/** Only the languages whose statements are known can be told apart; all else may run. */
export function classifyTopLevel(path: string, lines: readonly TopLevelLine[]): TopLevelChange {
  if (!script.test(path)) return lines.length === 0 ? 'none' : 'code';
  const found = lines.map(classifyLine);
  return strongest.findLast((each) => found.includes(each)) ?? 'none';
}

function classifyLine({ text, head }: TopLevelLine): TopLevelChange {
  if (text === null) return 'code';
  if (blank.test(text)) return 'none';
  const begin = /^\s/.test(text) ? head : text;
  if (begin === null) return nameInList.test(text) ? 'imports' : 'code';
  if (handsOn.test(begin)) return 'exports';
  if (takes.test(begin)) return 'imports';
  return declares.test(begin) ? 'none' : 'code';
}

/** The nearest unindented line at or above `line`; null when something between is not shown. */
export function statementHead(
  line: number,
  textAt: (line: number) => string | undefined,
): string | null {
  for (let at = line; at >= 1; at -= 1) {
    const text = textAt(at);
    if (text === undefined) return null;
    if (/^\S/.test(text) && !blank.test(text)) return text;
  }
  return null;
}
