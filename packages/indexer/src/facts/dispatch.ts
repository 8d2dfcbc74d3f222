import type { Resolution } from '@clew/contracts';
import ts from 'typescript';
import { hasModifier } from '../names/syntax.ts';

function isSuperMember(name: ts.Node): boolean {
  const { parent } = name;
  return (
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
    parent.expression.kind === ts.SyntaxKind.SuperKeyword
  );
}

/**
 * Whether a call of `declaration`, written at `name`, may run another implementation. Members of
 * interfaces and object types always may. Members of classes may be overridden, unless they are
 * static, private or reached through `super`. That is decided by the declaration alone: whether
 * some class does override it is in the `overrides` edges.
 */
export function dispatchOf(declaration: ts.Node | null, name: ts.Node): Resolution {
  if (declaration === null || ts.isSourceFile(declaration)) return 'exact';
  const holder = declaration.parent;
  if (ts.isInterfaceDeclaration(holder) || ts.isTypeLiteralNode(holder)) return 'dynamic';
  if (!ts.isClassLike(holder) || ts.isClassStaticBlockDeclaration(declaration)) return 'exact';
  if (hasModifier(declaration, ts.SyntaxKind.AbstractKeyword)) return 'dynamic';
  if (ts.isConstructorDeclaration(declaration)) return 'exact';
  if (hasModifier(declaration, ts.SyntaxKind.StaticKeyword)) return 'exact';
  if (hasModifier(declaration, ts.SyntaxKind.PrivateKeyword)) return 'exact';
  const member = ts.getNameOfDeclaration(declaration as ts.Declaration);
  if (member !== undefined && ts.isPrivateIdentifier(member)) return 'exact';
  return isSuperMember(name) ? 'exact' : 'dynamic';
}
