import ts from 'typescript';
import { unwrap } from '../names/unwrap.ts';
import type { FileContext } from './file-context.ts';
import { symbolTargets } from './symbol-targets.ts';
import type { Target } from './target-finder.ts';

/** The class that a class extends, as an expression; undefined for a base class. */
export function extendedExpression(node: ts.ClassLikeDeclaration): ts.Expression | undefined {
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression;
}

function classTargets(context: FileContext, expression: ts.Expression): readonly Target[] {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  if (!ts.isIdentifier(name)) return [];
  return symbolTargets(context, context.checker.getSymbolAtLocation(name)).targets;
}

/**
 * The constructors that making an instance of `start` runs first: its own, or the nearest one up
 * the chain that somebody wrote. Nothing when nobody wrote one: then the class is all there is.
 */
export function constructorTargets(context: FileContext, start: Target): readonly Target[] {
  const seen = new Set<ts.Node>();
  const found: Target[] = [];
  const climb = (target: Target): void => {
    const nodes = target.declared?.declarations ?? [target.declaration];
    for (const node of nodes) {
      if (node === null || seen.has(node)) continue;
      seen.add(node);
      const value = ts.isVariableDeclaration(node) ? node.initializer : node;
      if (value === undefined) continue;
      const written = ts.isExpression(value) ? unwrap(value) : value;
      if (!ts.isClassLike(written)) continue;
      const own = written.members.filter(ts.isConstructorDeclaration);
      const first = own.find(({ body }) => body !== undefined) ?? own[0];
      const wrote = first === undefined ? null : context.finder.find(first);
      if (wrote !== null) {
        found.push(wrote);
        continue;
      }
      const base = extendedExpression(written);
      if (base !== undefined) for (const next of classTargets(context, base)) climb(next);
    }
  };
  climb(start);
  return found;
}

/** The classes that `super(…)` constructs, with the constructors that it runs. */
export function superTargets(
  context: FileContext,
  node: ts.ClassLikeDeclaration,
): { readonly bases: readonly Target[]; readonly constructors: readonly Target[] } {
  const base = extendedExpression(node);
  const bases = base === undefined ? [] : classTargets(context, base);
  return { bases, constructors: bases.flatMap((target) => constructorTargets(context, target)) };
}
