import ts from 'typescript';
import { segmentOfName } from '../names/name-segment.ts';
import { hasModifier } from '../names/syntax.ts';
import type { FileContext } from './file-context.ts';
import { symbolTargets } from './symbol-targets.ts';
import type { Target } from './target-finder.ts';

type Heir = ts.ClassLikeDeclaration | ts.InterfaceDeclaration;

/** The name at the end of `Base`, `ns.Base` or `Base<T>`; null when the base is computed. */
export function heritageName(type: ts.ExpressionWithTypeArguments): ts.Identifier | null {
  const { expression } = type;
  if (ts.isIdentifier(expression)) return expression;
  if (!ts.isPropertyAccessExpression(expression)) return null;
  return ts.isIdentifier(expression.name) ? expression.name : null;
}

/** The types that a computed base such as `Mixin(Base)` is made of. */
function computedBases(context: FileContext, type: ts.Type): readonly Target[] {
  const parts = type.isIntersection() ? type.types : [type];
  return parts.flatMap((part) => symbolTargets(context, part.getSymbol()).targets);
}

function recordBase(
  context: FileContext,
  from: string,
  type: ts.ExpressionWithTypeArguments,
  relation: 'inherits' | 'implements',
): void {
  const { checker, record } = context;
  const name = heritageName(type);
  if (name === null) {
    const bases = computedBases(context, checker.getTypeAtLocation(type));
    for (const base of bases) record.edge(from, relation, base, type.expression);
    if (bases.length === 0) {
      const text = type.expression.getText();
      record.unresolved(from, text, type.expression, 'anonymous_target');
    }
    return;
  }
  const symbol = checker.getSymbolAtLocation(name);
  const { targets, broken } = symbolTargets(context, symbol);
  for (const target of targets) record.edge(from, relation, target, name);
  if (targets.length > 0) return;
  const missing = symbol === undefined ? 'missing_declaration' : 'anonymous_target';
  record.unresolved(from, name.text, name, broken ?? missing);
}

/** The member of a base that a member of its heir stands for, as targets. */
function memberOf(context: FileContext, base: ts.Type, member: ts.Node): readonly Target[] {
  const name = ts.getNameOfDeclaration(member as ts.Declaration);
  if (name === undefined || ts.isPrivateIdentifier(name)) return [];
  const { checker } = context;
  if (!ts.isComputedPropertyName(name)) {
    const text = segmentOfName(name)?.name;
    if (text === undefined) return [];
    return symbolTargets(context, checker.getPropertyOfType(base, text)).targets;
  }
  // Well-known symbols have internal names, by which the public look-up does not find them.
  const own = checker.getSymbolAtLocation(name)?.escapedName;
  const same = checker.getPropertiesOfType(base).find(({ escapedName }) => escapedName === own);
  return symbolTargets(context, same).targets;
}

function isInterfaceMember(target: Target): boolean {
  const holder = target.declaration?.parent;
  return (
    holder !== undefined && (ts.isInterfaceDeclaration(holder) || ts.isTypeLiteralNode(holder))
  );
}

/** A getter stands for a getter and a setter for a setter; fields stand for either. */
function fits(member: ts.Node, target: Target): boolean {
  if (target.declaration === null) return true;
  if (ts.isGetAccessor(member)) return !ts.isSetAccessor(target.declaration);
  if (ts.isSetAccessor(member)) return !ts.isGetAccessor(target.declaration);
  return true;
}

function recordMember(context: FileContext, heir: Heir, base: ts.Type, member: ts.Node): void {
  const own = context.table.byNode.get(member);
  if (own === undefined) return;
  const name = ts.getNameOfDeclaration(member as ts.Declaration) ?? member;
  for (const target of memberOf(context, base, member)) {
    if (target.declared === own || !fits(member, target)) continue;
    const implemented = isInterfaceMember(target) && !ts.isInterfaceDeclaration(heir);
    const relation = implemented ? 'implements' : 'overrides';
    context.record.edge(context.fqnOf(own), relation, target, name);
  }
}

/** Members that a class inherits can be what implements its interface. */
function recordInheritedImplementations(
  context: FileContext,
  heir: ts.ClassLikeDeclaration,
  type: ts.ExpressionWithTypeArguments,
): void {
  const { checker } = context;
  const instance = checker.getTypeAtLocation(heir);
  for (const wanted of checker.getPropertiesOfType(checker.getTypeAtLocation(type))) {
    const actual = checker.getPropertyOfType(instance, wanted.name);
    const isOwn = actual?.declarations?.some((declaration) =>
      ts.findAncestor(declaration, (node) => node === heir),
    );
    if (actual === undefined || isOwn === true) continue;
    for (const target of symbolTargets(context, wanted).targets) {
      for (const implementation of symbolTargets(context, actual).targets) {
        if (implementation.fqn === target.fqn) continue;
        if (implementation.external !== null) context.record.external(implementation.external);
        context.record.edge(implementation.fqn, 'implements', target, type.expression);
      }
    }
  }
}

/**
 * Records what a class or interface inherits and implements, and, for each member, the member of
 * the base that it overrides or implements; so that a call of the one can be followed to the other.
 */
export function recordHeritage(context: FileContext, heir: Heir): void {
  const own = context.table.byNode.get(heir);
  if (own === undefined || heir.heritageClauses === undefined) return;
  const { checker } = context;
  const from = context.fqnOf(own);
  for (const clause of heir.heritageClauses) {
    const implementing = clause.token === ts.SyntaxKind.ImplementsKeyword;
    for (const type of clause.types) {
      recordBase(context, from, type, implementing ? 'implements' : 'inherits');
      const base = checker.getTypeAtLocation(type);
      const statics =
        ts.isInterfaceDeclaration(heir) || implementing
          ? null
          : checker.getTypeAtLocation(type.expression);
      for (const member of heir.members) {
        const isStatic = hasModifier(member, ts.SyntaxKind.StaticKeyword);
        if (!isStatic) recordMember(context, heir, base, member);
        else if (statics !== null) recordMember(context, heir, statics, member);
        if (!ts.isConstructorDeclaration(member)) continue;
        for (const parameter of member.parameters) recordMember(context, heir, base, parameter);
      }
      if (implementing && !ts.isInterfaceDeclaration(heir)) {
        recordInheritedImplementations(context, heir, type);
      }
    }
  }
}
