import type { SymbolKind } from '@clew/contracts';
import ts from 'typescript';
import type { NameScope } from './name-scope.ts';
import { segmentOfName } from './name-segment.ts';
import type { NameDraft } from './name-table-builder.ts';
import { nameTypeMembers } from './name-type-members.ts';
import { isFunctionValue, unwrap } from './unwrap.ts';

/**
 * The name that a value is bound to. The functions in object literals that the value is made of
 * are named by their path below it: `inc` in `const store = create(() => ({ inc() {} }))` is
 * `store.inc`. `throughCalls` says whether arguments of calls count as parts of the value; for
 * local variables they do not, since most of those are callbacks.
 */
export interface ValueAnchor {
  readonly name: NameDraft;
  readonly throughCalls: boolean;
}

/** A value directly bound to a name: a function or class *is* that name, anything else is below it. */
export function nameBoundValue(
  expression: ts.Expression,
  scope: NameScope,
  anchor: ValueAnchor,
  functionKind: SymbolKind,
): void {
  const { builder } = scope;
  const { name } = anchor;
  const value = unwrap(expression);
  if (isFunctionValue(value)) {
    name.kind = functionKind;
    builder.alias(value, name);
    nameFunctionParts(value, scope, name);
  } else if (ts.isClassExpression(value)) {
    name.kind = 'class';
    builder.alias(value, name);
    scope.visitClassParts(value, scope);
  } else nameValue(expression, scope, anchor);
}

function isLogical(node: ts.BinaryExpression): boolean {
  const { kind } = node.operatorToken;
  return (
    kind === ts.SyntaxKind.QuestionQuestionToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.CommaToken
  );
}

/** Names the functions inside a value that belongs to `anchor`. */
export function nameValue(expression: ts.Expression, scope: NameScope, anchor: ValueAnchor): void {
  const value = unwrap(expression);
  if (ts.isObjectLiteralExpression(value)) nameObject(value, scope, anchor);
  else if (ts.isConditionalExpression(value)) {
    scope.visit(value.condition, scope);
    nameValue(value.whenTrue, scope, anchor);
    nameValue(value.whenFalse, scope, anchor);
  } else if (ts.isBinaryExpression(value) && isLogical(value)) {
    nameValue(value.left, scope, anchor);
    nameValue(value.right, scope, anchor);
  } else if (ts.isAwaitExpression(value)) nameValue(value.expression, scope, anchor);
  else if (anchor.throughCalls && (ts.isCallExpression(value) || ts.isNewExpression(value))) {
    scope.visit(value.expression, scope);
    for (const argument of value.arguments ?? []) {
      const inner = unwrap(argument);
      if (isFunctionValue(inner) && segmentOfName(inner.name) === null) {
        nameFunctionParts(inner, scope, anchor.name);
      } else nameValue(argument, scope, anchor);
    }
  } else scope.visit(value, scope);
}

function nameObject(
  object: ts.ObjectLiteralExpression,
  scope: NameScope,
  anchor: ValueAnchor,
): void {
  for (const property of object.properties) {
    if (ts.isSpreadAssignment(property)) nameValue(property.expression, scope, anchor);
    else if (!ts.isShorthandPropertyAssignment(property)) nameProperty(property, scope, anchor);
  }
}

function nameProperty(
  property: ts.PropertyAssignment | ts.MethodDeclaration | ts.AccessorDeclaration,
  scope: NameScope,
  anchor: ValueAnchor,
): void {
  const { builder } = scope;
  const segment = segmentOfName(property.name);
  if (ts.isComputedPropertyName(property.name)) scope.visit(property.name, scope);
  if (segment === null) {
    ts.forEachChild(property, (child) => scope.visit(child, scope));
    return;
  }
  const base = { node: property, owner: anchor.name, segment } as const;
  if (ts.isPropertyAssignment(property)) {
    const value = unwrap(property.initializer);
    const isNamed =
      isFunctionValue(value) ||
      ts.isClassExpression(value) ||
      holdsNamedFunctions(value, anchor.throughCalls);
    if (!isNamed) {
      scope.visit(property.initializer, scope);
      return;
    }
    const name = builder.declare({ ...base, kind: 'property' });
    const inner = { ...scope, owner: name };
    nameBoundValue(property.initializer, inner, { ...anchor, name }, 'method');
  } else if (ts.isSetAccessor(property)) {
    const draft = builder.declare({ ...base, kind: 'setter', suffix: '(set)' });
    nameFunctionParts(property, { ...scope, owner: draft }, null);
  } else {
    const kind = ts.isGetAccessor(property) ? 'getter' : 'method';
    const draft = builder.declare({ ...base, kind });
    nameFunctionParts(property, { ...scope, owner: draft }, draft);
  }
}

/** True when `nameValue` would name something inside this value's own object literals. */
export function holdsNamedFunctions(expression: ts.Expression, throughCalls: boolean): boolean {
  const value = unwrap(expression);
  if (ts.isObjectLiteralExpression(value)) {
    return value.properties.some((property) => {
      if (ts.isSpreadAssignment(property)) {
        return holdsNamedFunctions(property.expression, throughCalls);
      }
      if (!ts.isPropertyAssignment(property)) return !ts.isShorthandPropertyAssignment(property);
      const inner = unwrap(property.initializer);
      return (
        isFunctionValue(inner) ||
        ts.isClassExpression(inner) ||
        holdsNamedFunctions(inner, throughCalls)
      );
    });
  }
  if (ts.isConditionalExpression(value)) {
    return (
      holdsNamedFunctions(value.whenTrue, throughCalls) ||
      holdsNamedFunctions(value.whenFalse, throughCalls)
    );
  }
  if (throughCalls && (ts.isCallExpression(value) || ts.isNewExpression(value))) {
    return (value.arguments ?? []).some((argument) => {
      const inner = unwrap(argument);
      if (isFunctionValue(inner)) return returnsNamedFunctions(inner);
      return holdsNamedFunctions(inner, true);
    });
  }
  return false;
}

function returnsNamedFunctions(node: ts.ArrowFunction | ts.FunctionExpression): boolean {
  if (!ts.isBlock(node.body)) return holdsNamedFunctions(node.body, true);
  return node.body.statements.some(
    (statement) =>
      ts.isReturnStatement(statement) &&
      statement.expression !== undefined &&
      holdsNamedFunctions(statement.expression, true),
  );
}

/**
 * Names everything inside a function; what it returns is named as if assigned to `returns`, by the
 * type that says so and by the value alike.
 */
export function nameFunctionParts(
  node: ts.SignatureDeclaration,
  scope: NameScope,
  returns: NameDraft | null,
): void {
  const inner: NameScope = { ...scope, returns };
  if (returns !== null && node.type !== undefined) {
    nameTypeMembers(node.type, { ...scope, owner: returns });
  }
  const body = 'body' in node ? node.body : undefined;
  ts.forEachChild(node, (child) => {
    if (child !== body) scope.visit(child, inner);
  });
  if (body === undefined) return;
  if (ts.isBlock(body)) scope.visit(body, inner);
  else if (ts.isExpression(body)) nameReturned(body, inner);
}

/** Names what a function returns: below the function's own name, where it has one. */
export function nameReturned(expression: ts.Expression, scope: NameScope): void {
  if (scope.returns === null) scope.visit(expression, scope);
  else nameValue(expression, scope, { name: scope.returns, throughCalls: true });
}
