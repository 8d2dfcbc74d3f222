import ts from 'typescript';
import { isFunctionValue, unwrap } from '../names/unwrap.ts';

/** The part of a declaration's source that says what it is, without its body. */
export interface SignatureRange {
  readonly start: number;
  readonly end: number;
}

const MAX_SIGNATURE = 4000;
/** A longer initial value is an implementation, not a constant worth showing. */
const MAX_CONSTANT = 80;

function afterDecorators(node: ts.Node, file: ts.SourceFile): number {
  const decorators = ts.canHaveDecorators(node) ? ts.getDecorators(node) : undefined;
  return decorators?.at(-1)?.end ?? node.getStart(file);
}

function endOfHead(node: ts.Node, file: ts.SourceFile): number {
  if (ts.isFunctionLike(node)) {
    const body = 'body' in node ? node.body : undefined;
    if (body === undefined) return node.end;
    return ts.isArrowFunction(node) ? node.equalsGreaterThanToken.getStart(file) : body.pos;
  }
  if (ts.isClassLike(node) || ts.isInterfaceDeclaration(node) || ts.isEnumDeclaration(node)) {
    // The list of members begins right behind its brace.
    return node.members.pos - 1;
  }
  if (ts.isModuleDeclaration(node)) return node.body?.pos ?? node.end;
  return node.end;
}

function isConstant(value: ts.Expression): boolean {
  const inner = ts.isPrefixUnaryExpression(value) ? value.operand : unwrap(value);
  return (
    ts.isLiteralExpression(inner) ||
    inner.kind === ts.SyntaxKind.TrueKeyword ||
    inner.kind === ts.SyntaxKind.FalseKeyword
  );
}

/** Where the head of a declaration stands; several ranges are read one after the other. */
export function signatureRanges(node: ts.Node, file: ts.SourceFile): readonly SignatureRange[] {
  const holdsValue =
    ts.isVariableDeclaration(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isPropertyAssignment(node);
  if (!holdsValue || node.initializer === undefined) {
    if (ts.isBinaryExpression(node)) {
      return [{ start: node.left.getStart(file), end: node.left.end }];
    }
    if (ts.isExportAssignment(node)) {
      return [{ start: node.getStart(file), end: node.expression.pos }];
    }
    return [{ start: afterDecorators(node, file), end: endOfHead(node, file) }];
  }
  const value = unwrap(node.initializer);
  const start = afterDecorators(node, file);
  const declared = ts.isPropertyAssignment(node) ? node.name.end : (node.type ?? node.name).end;
  if (isFunctionValue(value) || ts.isClassExpression(value)) {
    return [
      { start, end: declared },
      { start: value.getStart(file), end: endOfHead(value, file) },
    ];
  }
  const isShort = node.initializer.end - node.initializer.pos <= MAX_CONSTANT;
  if (isShort && isConstant(node.initializer)) return [{ start, end: node.initializer.end }];
  return [{ start, end: declared }];
}

/** One line of a head, as written, without comments. */
function oneLine(text: string): string {
  if (!/[\n\r]|\/[/*]/.test(text)) return text.trim();
  const scanner = ts.createScanner(
    ts.ScriptTarget.Latest,
    false,
    ts.LanguageVariant.Standard,
    text,
  );
  let line = '';
  let spaced = false;
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    const isLayout =
      token === ts.SyntaxKind.WhitespaceTrivia ||
      token === ts.SyntaxKind.NewLineTrivia ||
      token === ts.SyntaxKind.SingleLineCommentTrivia ||
      token === ts.SyntaxKind.MultiLineCommentTrivia;
    if (isLayout) {
      spaced = true;
      continue;
    }
    if (spaced && line !== '') line += ' ';
    line += scanner.getTokenText();
    spaced = false;
  }
  return line;
}

/** `const `, `let ` or the like, which stand before a list of variables rather than in each. */
export function variableKeyword(node: ts.Node): string | null {
  if (!ts.isVariableDeclaration(node) || !ts.isVariableDeclarationList(node.parent)) return null;
  const { flags } = node.parent;
  if ((flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing) return 'await using';
  if ((flags & ts.NodeFlags.Using) !== 0) return 'using';
  if ((flags & ts.NodeFlags.Const) !== 0) return 'const';
  return (flags & ts.NodeFlags.Let) !== 0 ? 'let' : 'var';
}

/** A declaration's head in one line, as people read it; null for a whole file. */
export function signatureText(node: ts.Node, file: ts.SourceFile): string | null {
  if (ts.isSourceFile(node)) return null;
  if (ts.isJSDocTypedefTag(node) || ts.isJSDocCallbackTag(node)) {
    return node
      .getText(file)
      .replace(/\s*\n\s*\*?\s*/g, ' ')
      .trim();
  }
  const keyword = variableKeyword(node);
  const parts = signatureRanges(node, file).map(({ start, end }) =>
    oneLine(file.text.slice(start, end)).replace(/[;,]$/, ''),
  );
  const text = `${keyword === null ? '' : `${keyword} `}${parts.join(' = ')}`;
  return text.length > MAX_SIGNATURE ? `${text.slice(0, MAX_SIGNATURE)}…` : text;
}
