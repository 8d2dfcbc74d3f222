import ts from 'typescript';
import { unwrap } from '../names/unwrap.ts';
import { visitChildren } from '../names/visit-children.ts';

/** Members of members of members: as far as a namespace in a namespace in a barrel needs. */
const MAX_MEMBERS = 3;

/** A name that is declared, or a key: it stands for itself. */
function isOwnName(node: ts.Identifier, parent: ts.Node): boolean {
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  if (ts.isBindingElement(parent) && parent.propertyName === node) return true;
  return (parent as ts.Node & { readonly name?: ts.Node }).name === node;
}

/** `a.b.c` as a path, when it begins with a plain name. */
function pathOf(node: ts.Node): string | null {
  const members: string[] = [];
  let at = node;
  for (;;) {
    if (ts.isIdentifier(at)) break;
    if (ts.isPropertyAccessExpression(at)) {
      members.push(ts.isIdentifier(at.name) ? at.name.text : '');
      at = at.expression;
    } else if (ts.isQualifiedName(at)) {
      members.push(at.right.text);
      at = at.left;
    } else return null;
  }
  return [at.text, ...members.reverse().slice(0, MAX_MEMBERS)].join('.');
}

/** A value of which nothing is seen but its place, for its type is written beside it. */
function hidesValue(node: ts.Node): ts.Expression | null {
  const holds =
    ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node) || ts.isParameter(node);
  if (!holds || node.type === undefined || node.initializer === undefined) return null;
  return ts.isClassExpression(unwrap(node.initializer)) ? null : node.initializer;
}

/**
 * Every name of a stretch of code that a declaration of its file or an import could mean, with the
 * members that are read off it: `map`, `Effect.map`. Which scope it really belongs to is not asked, so
 * that there are too many rather than too few. Keys and names of members are left out.
 *
 * @param hidden bodies that others see nothing of; null to read everything, values with a type too
 */
export function nameMentions(
  roots: readonly ts.Node[],
  hidden: ReadonlySet<ts.Node> | null,
): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node, parent: ts.Node): void => {
    if (hidden?.has(node) === true) return;
    if (ts.isIdentifier(node)) {
      if (!isOwnName(node, parent)) found.add(node.text);
      return;
    }
    if (ts.isPropertyAccessExpression(node) || ts.isQualifiedName(node)) {
      const path = pathOf(node);
      if (path !== null) {
        found.add(path);
        return;
      }
    }
    const skipped = hidden === null ? null : hidesValue(node);
    visitChildren(node, (child) => {
      if (child !== skipped) visit(child, node);
    });
  };
  for (const root of roots) visit(root, root);
  return found;
}
