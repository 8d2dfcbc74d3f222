import ts from 'typescript';

/** Questions about single nodes that TypeScript answers only in its internals. */
export function isInJavaScript(node: ts.Node): boolean {
  return (node.flags & ts.NodeFlags.JavaScriptFile) !== 0;
}

export function hasModifier(node: ts.Node, modifier: ts.SyntaxKind): boolean {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === modifier) ?? false;
}

/** `a`, `a.b`, `a.b.c`: an expression that only names something. */
export function isNamePath(node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return true;
  return ts.isPropertyAccessExpression(node) && isNamePath(node.expression);
}

/** `require('x')`; null unless the specifier is spelled out. */
export function requiredSpecifier(node: ts.Node): ts.StringLiteralLike | null {
  if (!ts.isCallExpression(node) || node.arguments.length !== 1) return null;
  if (!ts.isIdentifier(node.expression) || node.expression.text !== 'require') return null;
  const [specifier] = node.arguments;
  return specifier !== undefined && ts.isStringLiteralLike(specifier) ? specifier : null;
}
