import ts from 'typescript';
import { bareExpression } from './bare-expression.ts';
import { resolveName } from './resolve-name.ts';

/** What can be read of an expression without running it. */
export type LiteralValue =
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  /** Computed; `start` is the text that it surely begins with. */
  | { readonly kind: 'computed'; readonly start: string };

const computed: LiteralValue = { kind: 'computed', start: '' };

/** The text of an expression, or the texts of a list: literals, constants of the file, their concatenation. */
export function literalValue(expression: ts.Expression, depth = 0): LiteralValue {
  if (depth > 8) return computed;
  const node = bareExpression(expression);
  if (ts.isStringLiteralLike(node)) return { kind: 'texts', texts: [node.text] };
  if (ts.isTemplateExpression(node)) {
    return join([
      { kind: 'texts', texts: [node.head.text] },
      ...node.templateSpans.flatMap(({ expression: inner, literal }): LiteralValue[] => [
        literalValue(inner, depth + 1),
        { kind: 'texts', texts: [literal.text] },
      ]),
    ]);
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return join([literalValue(node.left, depth + 1), literalValue(node.right, depth + 1)]);
  }
  if (ts.isArrayLiteralExpression(node)) {
    const parts = node.elements.map((element) => literalValue(element, depth + 1));
    const texts = parts.flatMap((part) => (part.kind === 'texts' ? part.texts : []));
    return parts.every(({ kind }) => kind === 'texts') ? { kind: 'texts', texts } : computed;
  }
  const constant = constantValue(node);
  return constant === null ? computed : literalValue(constant, depth + 1);
}

function join(parts: readonly LiteralValue[]): LiteralValue {
  let start = '';
  for (const part of parts) {
    if (part.kind === 'computed') return { kind: 'computed', start: start + part.start };
    if (part.texts.length !== 1) return computed;
    start += part.texts[0] ?? '';
  }
  return { kind: 'texts', texts: [start] };
}

/** The initial value of a constant of the file, or of a property of one. */
export function constantValue(node: ts.Expression): ts.Expression | null {
  if (ts.isIdentifier(node)) {
    const binding = resolveName(node);
    if (binding?.kind !== 'variable' || binding.path?.length !== 0) return null;
    const { parent, initializer } = binding.node;
    const isConstant =
      ts.isVariableDeclarationList(parent) && (parent.flags & ts.NodeFlags.Const) !== 0;
    return isConstant && ts.isVariableStatement(parent.parent) ? (initializer ?? null) : null;
  }
  if (ts.isPropertyAccessExpression(node)) {
    const holder = constantValue(node.expression);
    return holder === null ? null : propertyValue(holder, [node.name.text]);
  }
  return null;
}

/** The value of the first of these properties that an object literal (or a constant that is one) has. */
export function propertyValue(
  expression: ts.Expression,
  names: readonly string[],
): ts.Expression | null {
  const bare = bareExpression(expression);
  const node = ts.isObjectLiteralExpression(bare) ? bare : constantValue(bare);
  const literal = node === null ? null : bareExpression(node);
  if (literal === null || !ts.isObjectLiteralExpression(literal)) return null;
  for (const name of names) {
    for (const property of literal.properties) {
      if (property.name === undefined || keyOf(property.name) !== name) continue;
      if (ts.isPropertyAssignment(property)) return property.initializer;
      if (ts.isShorthandPropertyAssignment(property)) return property.name;
    }
  }
  return null;
}

/** The function or value under a key: a method is told by its own name. */
export function memberNamed(literal: ts.ObjectLiteralExpression, name: string): ts.Node | null {
  const member = literal.properties.find(
    (property) => property.name !== undefined && keyOf(property.name) === name,
  );
  return member ?? null;
}

function keyOf(name: ts.PropertyName): string | null {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) return name.text;
  return null;
}
