import ts from 'typescript';
import { boundSymbol, parentSymbol } from './bound-symbol.ts';
import type { NameScope } from './name-scope.ts';
import { segmentOf, segmentOfName } from './name-segment.ts';
import { nameBoundValue } from './name-value.ts';

function isPrototype(node: ts.Expression): node is ts.PropertyAccessExpression {
  return ts.isPropertyAccessExpression(node) && node.name.text === 'prototype';
}

function isModuleExports(node: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'module' &&
    node.name.text === 'exports'
  );
}

/**
 * Names what an assignment declares: `exports.a = …`, `module.exports = …`, `A.prototype.b = …`
 * and `this.c = …` in JavaScript, `f.d = …` on a function anywhere. Whether an assignment declares
 * something is the binder's decision.
 *
 * @returns false when it declares nothing, and nothing was named.
 */
export function nameAssignment(node: ts.BinaryExpression, scope: NameScope): boolean {
  if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  const { left, right } = node;
  const { builder, owner } = scope;

  if (isPrototype(left)) {
    const target = boundSymbol(left);
    const holder = target === undefined ? undefined : parentSymbol(target);
    const name = holder === undefined ? null : builder.ofSymbol(holder);
    if (name === null) return false;
    nameBoundValue(right, { ...scope, owner: name }, { name, throughCalls: true }, 'method');
    return true;
  }

  const symbol = boundSymbol(left) ?? boundSymbol(node);
  if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Alias) !== 0) return false;
  if (isModuleExports(left)) {
    const segment = { segment: 'export=', name: 'export=' };
    const name = builder.declare({
      node,
      owner,
      segment,
      kind: 'variable',
      symbol,
      exported: true,
    });
    builder.alias(left, name);
    nameBoundValue(right, { ...scope, owner: name }, { name, throughCalls: true }, 'function');
    return true;
  }
  const key = ts.isPropertyAccessExpression(left)
    ? segmentOfName(left.name)
    : ts.isElementAccessExpression(left) && ts.isStringLiteralLike(left.argumentExpression)
      ? segmentOf(left.argumentExpression.text)
      : null;
  if (key === null) return false;
  const holder = parentSymbol(symbol);
  const parent = holder === undefined ? null : builder.ofSymbol(holder);
  const isExport = parent === builder.file;
  const name = builder.declare({
    node,
    owner: parent ?? owner,
    segment: key,
    kind: isExport ? 'variable' : 'property',
    symbol,
    exported: isExport,
  });
  builder.alias(left, name);
  const inner = { ...scope, owner: name };
  const anchor = { name, throughCalls: true };
  nameBoundValue(right, inner, anchor, isExport ? 'function' : 'method');
  return true;
}
