import ts from 'typescript';
import { nameAssignment } from './name-assignment.ts';
import { nameClass } from './name-class.ts';
import type { NameScope } from './name-scope.ts';
import { segmentOf, segmentOfName } from './name-segment.ts';
import { nameTypeMembers } from './name-type-members.ts';
import {
  holdsNamedFunctions,
  nameBoundValue,
  nameFunctionParts,
  nameReturned,
} from './name-value.ts';
import { hasModifier, isInJavaScript, isNamePath, requiredSpecifier } from './syntax.ts';
import { isFunctionValue, unwrap } from './unwrap.ts';
import { visitChildren } from './visit-children.ts';

function isExported(node: ts.Node): boolean {
  return hasModifier(node, ts.SyntaxKind.ExportKeyword);
}

function isModuleLevel(node: ts.VariableDeclaration): boolean {
  const statement = node.parent.parent;
  return (
    ts.isVariableStatement(statement) &&
    (ts.isSourceFile(statement.parent) || ts.isModuleBlock(statement.parent))
  );
}

/** `const x = require('y')` in JavaScript is an import, not a variable. */
function isRequireAlias(node: ts.VariableDeclaration): boolean {
  if (!isInJavaScript(node) || node.initializer === undefined) return false;
  let value: ts.Expression = node.initializer;
  while (ts.isPropertyAccessExpression(value)) value = value.expression;
  return requiredSpecifier(value) !== null;
}

function nameVariable(node: ts.VariableDeclaration, scope: NameScope): void {
  const { builder, owner } = scope;
  const moduleLevel = isModuleLevel(node);
  if (isRequireAlias(node)) return;
  const exported = moduleLevel && isExported(node.parent.parent);
  if (!ts.isIdentifier(node.name)) {
    if (moduleLevel) namePattern(node.name, scope, exported);
    ts.forEachChild(node, (child) => nameNode(child, scope));
    return;
  }
  const segment = segmentOfName(node.name);
  const value = node.initializer === undefined ? null : unwrap(node.initializer);
  const named =
    moduleLevel ||
    (value !== null &&
      (isFunctionValue(value) || ts.isClassExpression(value) || holdsNamedFunctions(value, false)));
  if (segment === null || !named) {
    ts.forEachChild(node, (child) => nameNode(child, scope));
    return;
  }
  const draft = builder.declare({ node, owner, segment, kind: 'variable', exported });
  const inner: NameScope = { ...scope, owner: draft };
  if (node.type !== undefined) nameTypeMembers(node.type, inner);
  if (node.initializer !== undefined) {
    nameBoundValue(node.initializer, inner, { name: draft, throughCalls: moduleLevel }, 'function');
  }
}

function namePattern(pattern: ts.BindingPattern, scope: NameScope, exported: boolean): void {
  for (const element of pattern.elements) {
    if (ts.isOmittedExpression(element)) continue;
    if (!ts.isIdentifier(element.name)) {
      namePattern(element.name, scope, exported);
      continue;
    }
    const segment = segmentOfName(element.name);
    if (segment === null) continue;
    scope.builder.declare({
      node: element,
      owner: scope.owner,
      segment,
      kind: 'variable',
      exported,
    });
  }
}

function nameFunction(node: ts.FunctionDeclaration, scope: NameScope): void {
  const exported = isExported(node);
  const segment = segmentOfName(node.name) ?? (exported ? segmentOf('default') : null);
  if (segment === null) {
    nameFunctionParts(node, scope, null);
    return;
  }
  const { builder, owner } = scope;
  const draft = builder.declare({ node, owner, segment, kind: 'function', exported });
  nameFunctionParts(node, { ...scope, owner: draft }, draft);
}

/** A function expression that is not a value of anything named keeps its own name, if it has one. */
function nameFunctionExpression(node: ts.FunctionExpression, scope: NameScope): void {
  const segment = segmentOfName(node.name);
  if (segment === null) {
    nameFunctionParts(node, scope, null);
    return;
  }
  const { builder, owner } = scope;
  const draft = builder.declare({ node, owner, segment, kind: 'function' });
  nameFunctionParts(node, { ...scope, owner: draft }, draft);
}

function nameModule(node: ts.ModuleDeclaration, scope: NameScope): void {
  const isGlobal = (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
  const segment = isGlobal ? segmentOf('global') : segmentOfName(node.name);
  if (segment === null) return;
  const quoted = ts.isStringLiteral(node.name)
    ? { segment: JSON.stringify(node.name.text), name: node.name.text || '""' }
    : segment;
  const draft = scope.builder.declare({
    node,
    owner: scope.owner,
    segment: quoted,
    kind: ts.isStringLiteral(node.name) ? 'module' : 'namespace',
    // The inner part of `namespace A.B` is exported without saying so.
    exported: isExported(node) || ts.isModuleDeclaration(node.parent),
  });
  if (node.body !== undefined) nameNode(node.body, { ...scope, owner: draft, returns: null });
}

function nameEnum(node: ts.EnumDeclaration, scope: NameScope): void {
  const segment = segmentOfName(node.name);
  if (segment === null) return;
  const { builder, owner } = scope;
  const exported = isExported(node);
  const draft = builder.declare({ node, owner, segment, kind: 'enum', exported });
  for (const member of node.members) {
    const memberSegment = segmentOfName(member.name);
    if (memberSegment === null) continue;
    builder.declare({ node: member, owner: draft, segment: memberSegment, kind: 'enum_member' });
    if (member.initializer !== undefined) nameNode(member.initializer, { ...scope, owner: draft });
  }
}

function nameType(node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration, scope: NameScope): void {
  const segment = segmentOfName(node.name);
  if (segment === null) return;
  const kind = ts.isInterfaceDeclaration(node) ? 'interface' : 'type_alias';
  const exported = isExported(node);
  const draft = scope.builder.declare({ node, owner: scope.owner, segment, kind, exported });
  nameTypeMembers(ts.isInterfaceDeclaration(node) ? node : node.type, { ...scope, owner: draft });
}

/** `export default <expression>` and `export = <expression>`; a mere name is an alias instead. */
function nameExportAssignment(node: ts.ExportAssignment, scope: NameScope): void {
  const { expression } = node;
  if (isNamePath(expression)) return;
  const segment = segmentOf(node.isExportEquals === true ? 'export=' : 'default');
  const draft = scope.builder.declare({
    node,
    owner: scope.owner,
    segment: node.isExportEquals === true ? { segment: 'export=', name: 'export=' } : segment,
    kind: 'variable',
    exported: true,
  });
  const inner = { ...scope, owner: draft };
  nameBoundValue(expression, inner, { name: draft, throughCalls: true }, 'function');
}

/** Types that JavaScript declares in comments: `@typedef` and `@callback`. */
function nameJsDoc(node: ts.Node, scope: NameScope): void {
  const { jsDoc } = node as ts.Node & { readonly jsDoc?: readonly ts.JSDoc[] };
  for (const tag of (jsDoc ?? []).flatMap(({ tags }) => tags ?? [])) {
    if (!ts.isJSDocTypedefTag(tag) && !ts.isJSDocCallbackTag(tag)) continue;
    const segment = segmentOfName(tag.name);
    if (segment === null) continue;
    const { builder, owner } = scope;
    builder.declare({ node: tag, owner, segment, kind: 'type_alias', exported: true });
  }
}

export function nameNode(node: ts.Node, scope: NameScope): void {
  if (isInJavaScript(node) && ts.isStatement(node)) nameJsDoc(node, scope);
  if (ts.isFunctionDeclaration(node)) nameFunction(node, scope);
  else if (ts.isClassLike(node)) nameClass(node, scope);
  else if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
    nameType(node, scope);
  else if (ts.isEnumDeclaration(node)) nameEnum(node, scope);
  else if (ts.isModuleDeclaration(node)) nameModule(node, scope);
  else if (ts.isVariableDeclaration(node)) nameVariable(node, scope);
  else if (ts.isExportAssignment(node)) nameExportAssignment(node, scope);
  else if (ts.isFunctionExpression(node)) nameFunctionExpression(node, scope);
  else if (ts.isArrowFunction(node)) nameFunctionParts(node, scope, null);
  else if (ts.isReturnStatement(node) && node.expression !== undefined) {
    nameReturned(node.expression, scope);
  } else if (ts.isMethodDeclaration(node) || ts.isAccessor(node)) {
    // A member of an object literal that belongs to nothing named.
    nameFunctionParts(node, scope, null);
  } else if (ts.isBinaryExpression(node) && nameAssignment(node, scope)) return;
  else visitChildren(node, (child) => nameNode(child, scope));
}
