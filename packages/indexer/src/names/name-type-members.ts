import ts from 'typescript';
import type { NameScope } from './name-scope.ts';
import { segmentOfName } from './name-segment.ts';

/**
 * Names the members of an interface, or of the object types that a type is made of: `run` in
 * `type Job = { run(): void } & Base` is `Job.run`, and so is it in `Promise<{ run(): void }>` and in
 * `() => { run(): void }`. The same member in several of them is one name. Members of object types
 * inside parameters stay anonymous.
 */
export function nameTypeMembers(
  node: ts.InterfaceDeclaration | ts.TypeNode,
  scope: NameScope,
): void {
  if (ts.isParenthesizedTypeNode(node) || ts.isTypeOperatorNode(node)) {
    nameTypeMembers(node.type, scope);
  } else if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node)) {
    for (const part of node.types) nameTypeMembers(part, scope);
  } else if (ts.isArrayTypeNode(node)) {
    nameTypeMembers(node.elementType, scope);
  } else if (ts.isTypeReferenceNode(node)) {
    for (const argument of node.typeArguments ?? []) nameTypeMembers(argument, scope);
  } else if (ts.isFunctionTypeNode(node)) {
    nameTypeMembers(node.type, scope);
  } else if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node)) {
    for (const member of node.members) nameMember(member, scope, ts.isTypeLiteralNode(node));
  }
}

function nameMember(member: ts.TypeElement, scope: NameScope, fromTypeLiteral: boolean): void {
  const segment = segmentOfName(member.name);
  if (segment === null) return;
  const { builder, owner } = scope;
  const base = { node: member, owner, segment, fromTypeLiteral } as const;
  if (ts.isMethodSignature(member)) {
    const draft = builder.declare({ ...base, kind: 'method' });
    if (member.type !== undefined) nameTypeMembers(member.type, { ...scope, owner: draft });
  } else if (ts.isGetAccessor(member)) builder.declare({ ...base, kind: 'getter' });
  else if (ts.isSetAccessor(member)) builder.declare({ ...base, kind: 'setter', suffix: '(set)' });
  else if (ts.isPropertySignature(member)) {
    const draft = builder.declare({ ...base, kind: 'property' });
    if (member.type !== undefined) nameTypeMembers(member.type, { ...scope, owner: draft });
  }
}
