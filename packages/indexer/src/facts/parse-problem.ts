import ts from 'typescript';

/**
 * Complaints of the parser about single literals and characters. They leave the syntax tree whole;
 * after any other the parser skipped or invented something, and the tree is a guess.
 */
const HARMLESS: ReadonlySet<number> = new Set([
  1121, // octal literals
  1125, // hexadecimal digit expected
  1177, // binary digit expected
  1178, // octal digit expected
  1198, // extended Unicode escape out of range
  1199, // unterminated Unicode escape
  1351, // identifier directly after a numeric literal
  1381, // unescaped '}' in JSX text
  1382, // unescaped '>' in JSX text
  1487, // octal escape sequence
  1488, // escape sequence \8 or \9
  1489, // decimals with leading zeros
  6188, // misplaced numeric separator
  6189, // several consecutive numeric separators
]);

export interface ParseProblem {
  readonly message: string;
  readonly line: number;
}

/** The first reason why a file's syntax tree cannot be trusted; null when it can. */
export function parseProblem(file: ts.SourceFile): ParseProblem | null {
  // The parser leaves its complaints on the tree; the public way to them needs a whole program.
  const { parseDiagnostics } = file as ts.SourceFile & {
    readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  };
  const fatal = parseDiagnostics.find(({ code }) => !HARMLESS.has(code));
  if (fatal === undefined) return null;
  const text = ts.flattenDiagnosticMessageText(fatal.messageText, ' ');
  return {
    message: `The file cannot be parsed: ${text} (TS${fatal.code})`,
    line: file.getLineAndCharacterOfPosition(fatal.start).line + 1,
  };
}
