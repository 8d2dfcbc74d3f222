import ts from 'typescript';

/** What the tokens of a source tell without a tree. */
export interface ScriptNames {
  /** Its string literals, specifiers of modules among them. */
  readonly texts: readonly string[];
  /** Identifiers that can mean a value of the scope: no members, keys or parameters with a type. */
  readonly identifiers: ReadonlySet<string>;
}

const endsValue: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.BigIntLiteral,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.RegularExpressionLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateTail,
  ts.SyntaxKind.CloseParenToken,
  ts.SyntaxKind.CloseBracketToken,
  ts.SyntaxKind.CloseBraceToken,
  ts.SyntaxKind.PlusPlusToken,
  ts.SyntaxKind.MinusMinusToken,
  ts.SyntaxKind.ThisKeyword,
  ts.SyntaxKind.SuperKeyword,
  ts.SyntaxKind.NullKeyword,
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
]);

/** Behind these, a name with a colon after it is declared there, or a key, or a label. */
const beginsKey: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.OpenParenToken,
  ts.SyntaxKind.OpenBraceToken,
  ts.SyntaxKind.CloseBraceToken,
  ts.SyntaxKind.CommaToken,
  ts.SyntaxKind.SemicolonToken,
  ts.SyntaxKind.ConstKeyword,
  ts.SyntaxKind.LetKeyword,
  ts.SyntaxKind.VarKeyword,
]);

const firstNameKeyword = ts.SyntaxKind.AsKeyword;

/** Words that may be names too: `type`, `of`, `from` and their kin. */
function isName(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.Identifier || kind >= firstNameKeyword;
}

/**
 * Reads the tokens of a source without JSX. A parser knows what a slash begins; here it is told by the
 * token before it, which is wrong only behind the parenthesis of an `if` and the brace of a block, and
 * then for the rest of that line.
 */
export function scriptNames(text: string): ScriptNames {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, text);
  const texts: string[] = [];
  const identifiers = new Set<string>();
  /** Braces that are open in each template around the place. */
  const templates: number[] = [];
  let before = ts.SyntaxKind.Unknown;
  /** A name that counts unless a colon makes it a key. */
  let pending: string | null = null;
  for (;;) {
    let kind = scanner.scan();
    const depth = templates.at(-1);
    switch (kind) {
      case ts.SyntaxKind.SlashToken:
      case ts.SyntaxKind.SlashEqualsToken:
        if (!endsValue.has(before) && !isName(before)) kind = scanner.reScanSlashToken();
        break;
      case ts.SyntaxKind.TemplateHead:
        templates.push(0);
        break;
      case ts.SyntaxKind.OpenBraceToken:
        if (depth !== undefined) templates[templates.length - 1] = depth + 1;
        break;
      case ts.SyntaxKind.CloseBraceToken:
        if (depth === undefined) break;
        if (depth > 0) templates[templates.length - 1] = depth - 1;
        else {
          kind = scanner.reScanTemplateToken(false);
          if (kind !== ts.SyntaxKind.TemplateMiddle) templates.pop();
        }
        break;
      case ts.SyntaxKind.StringLiteral:
      case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
        texts.push(scanner.getTokenValue());
        break;
      default:
        break;
    }
    if (pending !== null && kind !== ts.SyntaxKind.ColonToken) identifiers.add(pending);
    pending = null;
    if (kind === ts.SyntaxKind.EndOfFileToken) return { texts, identifiers };
    const isMember = before === ts.SyntaxKind.DotToken || before === ts.SyntaxKind.QuestionDotToken;
    if (kind === ts.SyntaxKind.Identifier && !isMember) {
      if (beginsKey.has(before)) pending = scanner.getTokenValue();
      else identifiers.add(scanner.getTokenValue());
    }
    before = kind;
  }
}
