import { basename } from 'node:path';
import ts from 'typescript';
import type { NameTable } from './declared-name.ts';
import { nameClassParts } from './name-class.ts';
import { nameNode } from './name-node.ts';
import type { NameScope } from './name-scope.ts';
import { NameTableBuilder } from './name-table-builder.ts';
import { isInJavaScript } from './syntax.ts';

/** `module.exports = { a }` and `exports.a = a` in JavaScript. */
function addCommonJsExports(expression: ts.Expression, names: Set<string>): void {
  if (!isInJavaScript(expression) || !ts.isBinaryExpression(expression)) return;
  const { left, right } = expression;
  if (!ts.isPropertyAccessExpression(left) || !/^(?:module\.)?exports\b/.test(left.getText()))
    return;
  if (ts.isIdentifier(right)) names.add(right.text);
  if (!ts.isObjectLiteralExpression(right)) return;
  for (const property of right.properties) {
    if (ts.isShorthandPropertyAssignment(property)) names.add(property.name.text);
    else if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.initializer)) {
      names.add(property.initializer.text);
    }
  }
}

function localExports(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (ts.isExpressionStatement(statement)) addCommonJsExports(statement.expression, names);
    if (ts.isExportAssignment(statement) && ts.isIdentifier(statement.expression)) {
      names.add(statement.expression.text);
    }
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined) continue;
    if (statement.exportClause === undefined || !ts.isNamedExports(statement.exportClause))
      continue;
    for (const specifier of statement.exportClause.elements) {
      names.add((specifier.propertyName ?? specifier.name).text);
    }
  }
  return names;
}

/**
 * Names the declarations of one file by syntax alone, so that every file that points at one of
 * them gives it the same fqn. The file must be bound (its program must have a checker).
 */
export function nameDeclarations(file: ts.SourceFile): NameTable {
  const builder = new NameTableBuilder(file, basename(file.fileName));
  const scope: NameScope = {
    builder,
    owner: builder.file,
    returns: null,
    visit: nameNode,
    visitClassParts: nameClassParts,
  };
  for (const statement of file.statements) nameNode(statement, scope);
  const exported = localExports(file);
  for (const child of builder.file.children) {
    if (exported.has(child.name)) child.exported = true;
  }
  return builder.finish();
}
