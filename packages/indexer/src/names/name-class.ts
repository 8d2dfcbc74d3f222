import ts from 'typescript';
import type { NameScope } from './name-scope.ts';
import { segmentOf, segmentOfName } from './name-segment.ts';
import { nameTypeMembers } from './name-type-members.ts';
import { nameBoundValue, nameFunctionParts } from './name-value.ts';
import { hasModifier } from './syntax.ts';

/** A class by its own name; `default` or `(class)` when it has none. */
export function nameClass(node: ts.ClassLikeDeclaration, scope: NameScope): void {
  const exported = hasModifier(node, ts.SyntaxKind.ExportKeyword);
  const anonymous = exported ? segmentOf('default') : { segment: '(class)', name: '(class)' };
  const draft = scope.builder.declare({
    node,
    owner: scope.owner,
    segment: segmentOfName(node.name) ?? anonymous,
    kind: 'class',
    exported,
  });
  nameClassParts(node, { ...scope, owner: draft });
}

/** The names of the members that every instance has, parameter properties included. */
function instanceMembers(node: ts.ClassLikeDeclaration): ReadonlySet<string> {
  const names = new Set<string>();
  for (const member of node.members) {
    if (ts.isConstructorDeclaration(member)) {
      names.add('constructor');
      for (const parameter of member.parameters) {
        if (ts.isIdentifier(parameter.name)) names.add(parameter.name.text);
      }
    } else if (!hasModifier(member, ts.SyntaxKind.StaticKeyword)) {
      const segment = segmentOfName(member.name)?.segment;
      if (segment !== undefined) names.add(segment);
    }
  }
  return names;
}

/** Everything in a class whose name is already known. */
export function nameClassParts(node: ts.ClassLikeDeclaration, scope: NameScope): void {
  const instance = instanceMembers(node);
  const members: ReadonlySet<ts.Node> = new Set(node.members);
  ts.forEachChild(node, (child) => {
    if (members.has(child)) nameMember(child as ts.ClassElement, scope, instance);
    else scope.visit(child, scope);
  });
}

function nameMember(
  member: ts.ClassElement,
  scope: NameScope,
  instance: ReadonlySet<string>,
): void {
  const { builder, owner } = scope;
  if (ts.isConstructorDeclaration(member)) {
    nameParameterProperties(member, scope);
    const segment = segmentOf('constructor');
    const draft = builder.declare({ node: member, owner, segment, kind: 'constructor' });
    nameFunctionParts(member, { ...scope, owner: draft }, null);
    return;
  }
  const segment = segmentOfName(member.name);
  if (segment === null) {
    scope.visit(member, { ...scope, returns: null });
    return;
  }
  const isStatic = hasModifier(member, ts.SyntaxKind.StaticKeyword);
  const suffix = isStatic && instance.has(segment.segment) ? '(static)' : '';
  const base = { node: member, owner, segment } as const;
  if (ts.isMethodDeclaration(member)) {
    const draft = builder.declare({ ...base, kind: 'method', suffix });
    nameFunctionParts(member, { ...scope, owner: draft }, draft);
  } else if (ts.isGetAccessor(member)) {
    const draft = builder.declare({ ...base, kind: 'getter', suffix });
    nameFunctionParts(member, { ...scope, owner: draft }, draft);
  } else if (ts.isSetAccessor(member)) {
    const draft = builder.declare({ ...base, kind: 'setter', suffix: `${suffix}(set)` });
    nameFunctionParts(member, { ...scope, owner: draft }, null);
  } else if (ts.isPropertyDeclaration(member)) {
    const draft = builder.declare({ ...base, kind: 'property', suffix });
    const inner: NameScope = { ...scope, owner: draft };
    if (member.type !== undefined) nameTypeMembers(member.type, inner);
    if (member.initializer !== undefined) {
      nameBoundValue(member.initializer, inner, { name: draft, throughCalls: true }, 'method');
    }
  }
}

function nameParameterProperties(node: ts.ConstructorDeclaration, scope: NameScope): void {
  for (const parameter of node.parameters) {
    if (!ts.isParameterPropertyDeclaration(parameter, node)) continue;
    const segment = segmentOfName(parameter.name);
    if (segment === null) continue;
    scope.builder.declare({ node: parameter, owner: scope.owner, segment, kind: 'property' });
  }
}
