import type { UnresolvedReason } from '@clew/contracts';
import ts from 'typescript';
import { isFunctionValue } from '../names/unwrap.ts';
import type { FileContext } from './file-context.ts';
import type { Target } from './target-finder.ts';

/** What calling a value of some type can run, as far as its type tells. */
export interface SignatureTargets {
  readonly targets: readonly Target[];
  /** Why some of it has no name; null when all of it has. */
  readonly missing: UnresolvedReason | null;
}

/** The named symbol whose code a function expression is part of: the innermost around it. */
function enclosing(context: FileContext, node: ts.Node): Target | null {
  for (let at = node; ; at = at.parent) {
    const target = context.finder.find(at);
    if (target !== null || ts.isSourceFile(at)) return target;
  }
}

/** What declares a function type: `onDone` in `onDone: () => void`, `Listener` in `type Listener = …`. */
function holderOfType(context: FileContext, type: ts.Node): Target | null {
  let node = type.parent;
  while (
    ts.isParenthesizedTypeNode(node) ||
    ts.isUnionTypeNode(node) ||
    ts.isIntersectionTypeNode(node) ||
    ts.isTypeLiteralNode(node)
  ) {
    node = node.parent;
  }
  const holds =
    ts.isTypeAliasDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isInterfaceDeclaration(node);
  return holds ? context.finder.find(node) : null;
}

/** The symbol that a signature's declaration stands for. */
export function signatureTarget(
  context: FileContext,
  declaration: ts.Node | undefined,
): Target | null {
  if (declaration === undefined) return null;
  if (isFunctionValue(declaration)) return enclosing(context, declaration);
  if (
    ts.isFunctionTypeNode(declaration) ||
    ts.isConstructorTypeNode(declaration) ||
    ts.isCallSignatureDeclaration(declaration) ||
    ts.isConstructSignatureDeclaration(declaration)
  ) {
    return holderOfType(context, declaration);
  }
  if (ts.isJSDocSignature(declaration)) return context.finder.find(declaration.parent);
  if (ts.isConstructorDeclaration(declaration)) return context.finder.find(declaration.parent);
  return context.finder.find(declaration);
}

/**
 * The targets of calling (or constructing) an expression that itself is nothing named: a
 * parameter, a local variable, the result of another call. A function expression is part of the
 * symbol around it, so calling it is calling that symbol.
 */
export function signatureTargets(
  context: FileContext,
  expression: ts.Expression,
  construct: boolean,
): SignatureTargets {
  const type = context.checker.getTypeAtLocation(expression);
  if ((type.flags & ts.TypeFlags.Any) !== 0) {
    return { targets: [], missing: 'any_typed_receiver' };
  }
  const targets = new Map<string, Target>();
  let anonymous = false;
  for (const part of type.isUnion() ? type.types : [type]) {
    if ((part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0) continue;
    const signatures = construct ? part.getConstructSignatures() : part.getCallSignatures();
    if (signatures.length === 0) anonymous = true;
    for (const signature of signatures) {
      const target = signatureTarget(context, signature.getDeclaration());
      if (target === null) anonymous = true;
      else targets.set(target.fqn, target);
    }
  }
  const missing = anonymous || targets.size === 0 ? 'anonymous_target' : null;
  return { targets: [...targets.values()], missing };
}
