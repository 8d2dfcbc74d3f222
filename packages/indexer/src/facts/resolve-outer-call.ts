import ts from 'typescript';
import { visitChildren } from '../names/visit-children.ts';
import type { FileContext } from './file-context.ts';

function isUntypedFunction(node: ts.Node): boolean {
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node)) {
    return node.parameters.some(({ type }) => type === undefined);
  }
  return false;
}

/** Whether something that gets its type from around it stands among the arguments. */
function holdsContextual(node: ts.Node): boolean {
  if (isUntypedFunction(node) || ts.isObjectLiteralExpression(node)) return true;
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  let holds = false;
  visitChildren(node, (child) => {
    holds ||= holdsContextual(child);
  });
  return holds;
}

export type OuterCall = ts.CallExpression | ts.NewExpression | ts.JsxOpeningLikeElement;

/**
 * Resolves the outermost of nested calls before anything inside it is looked at. In
 * `pipe(filter((a) => a.b))` the type of `a` flows in from `pipe`; asked for `b` first, the checker
 * would resolve `filter` alone, settle on a type without `b`, and keep it.
 *
 * @returns the position up to which calls need no resolving of their own.
 */
export function resolveOuterCall(context: FileContext, call: OuterCall, settled: number): number {
  if (call.end <= settled) return settled;
  if (holdsContextual(call)) context.checker.getResolvedSignature(call);
  return call.end;
}
