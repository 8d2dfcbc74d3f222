import ts from 'typescript';

/** What a name means where it stands. */
export type Binding =
  | { readonly kind: 'import'; readonly module: string; readonly name: string }
  | {
      readonly kind: 'variable';
      readonly node: ts.VariableDeclaration;
      /** Property names between the initial value and the name, outermost first; null: not by name. */
      readonly path: readonly string[] | null;
    }
  | {
      readonly kind: 'parameter';
      readonly node: ts.ParameterDeclaration;
      readonly isWhole: boolean;
    }
  | { readonly kind: 'class'; readonly node: ts.ClassLikeDeclaration }
  | { readonly kind: 'function'; readonly node: ts.FunctionDeclaration | ts.FunctionExpression }
  | { readonly kind: 'other'; readonly node: ts.Node };

/** The declaration that an identifier refers to, by the scopes around it; null for a global. */
export function resolveName(identifier: ts.Identifier): Binding | null {
  const name = identifier.text;
  for (
    let scope: ts.Node | undefined = identifier.parent;
    scope !== undefined;
    scope = scope.parent
  ) {
    const found = declaredIn(scope, name);
    if (found !== null) return found;
  }
  return null;
}

function declaredIn(scope: ts.Node, name: string): Binding | null {
  if (ts.isFunctionLike(scope)) {
    for (const parameter of scope.parameters) {
      const path = pathTo(parameter.name, name);
      if (path === undefined) continue;
      return { kind: 'parameter', node: parameter, isWhole: path !== null && path.length === 0 };
    }
    if (ts.isFunctionExpression(scope) && scope.name?.text === name) {
      return { kind: 'function', node: scope };
    }
    return null;
  }
  if (ts.isClassExpression(scope)) {
    return scope.name?.text === name ? { kind: 'class', node: scope } : null;
  }
  if (ts.isCatchClause(scope) && scope.variableDeclaration !== undefined) {
    return inVariable(scope.variableDeclaration, name);
  }
  if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    const { initializer } = scope;
    if (initializer === undefined || !ts.isVariableDeclarationList(initializer)) return null;
    return inList(initializer, name);
  }
  if (ts.isCaseBlock(scope)) {
    return inStatements(
      scope.clauses.flatMap((clause) => [...clause.statements]),
      name,
    );
  }
  if (ts.isSourceFile(scope) || ts.isBlock(scope) || ts.isModuleBlock(scope)) {
    return inStatements(scope.statements, name);
  }
  return null;
}

function inStatements(statements: readonly ts.Statement[], name: string): Binding | null {
  for (const statement of statements) {
    const found = inStatement(statement, name);
    if (found !== null) return found;
  }
  return null;
}

function inStatement(statement: ts.Statement, name: string): Binding | null {
  if (ts.isVariableStatement(statement)) return inList(statement.declarationList, name);
  if (ts.isImportDeclaration(statement)) return inImport(statement, name);
  if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) {
    return { kind: 'function', node: statement };
  }
  if (ts.isClassDeclaration(statement) && statement.name?.text === name) {
    return { kind: 'class', node: statement };
  }
  if (ts.isImportEqualsDeclaration(statement) && statement.name.text === name) {
    const { moduleReference } = statement;
    return ts.isExternalModuleReference(moduleReference) &&
      ts.isStringLiteralLike(moduleReference.expression)
      ? { kind: 'import', module: moduleReference.expression.text, name: '*' }
      : { kind: 'other', node: statement };
  }
  if (
    (ts.isEnumDeclaration(statement) || ts.isModuleDeclaration(statement)) &&
    statement.name.text === name
  ) {
    return { kind: 'other', node: statement };
  }
  return null;
}

function inImport(statement: ts.ImportDeclaration, name: string): Binding | null {
  const { importClause: clause, moduleSpecifier } = statement;
  if (clause === undefined || !ts.isStringLiteralLike(moduleSpecifier)) return null;
  const module = moduleSpecifier.text;
  if (clause.name?.text === name) return { kind: 'import', module, name: 'default' };
  const { namedBindings } = clause;
  if (namedBindings === undefined) return null;
  if (ts.isNamespaceImport(namedBindings)) {
    return namedBindings.name.text === name ? { kind: 'import', module, name: '*' } : null;
  }
  const specifier = namedBindings.elements.find((element) => element.name.text === name);
  if (specifier === undefined) return null;
  return { kind: 'import', module, name: (specifier.propertyName ?? specifier.name).text };
}

function inList(list: ts.VariableDeclarationList, name: string): Binding | null {
  for (const declaration of list.declarations) {
    const found = inVariable(declaration, name);
    if (found !== null) return found;
  }
  return null;
}

function inVariable(node: ts.VariableDeclaration, name: string): Binding | null {
  const path = pathTo(node.name, name);
  return path === undefined ? null : { kind: 'variable', node, path };
}

/** Property names from a binding name to the name in it; null through a list; undefined: not in it. */
function pathTo(binding: ts.BindingName, name: string): readonly string[] | null | undefined {
  if (ts.isIdentifier(binding)) return binding.text === name ? [] : undefined;
  for (const element of binding.elements) {
    if (ts.isOmittedExpression(element)) continue;
    const inner = pathTo(element.name, name);
    if (inner === undefined) continue;
    if (inner === null || ts.isArrayBindingPattern(binding)) return null;
    if (element.dotDotDotToken !== undefined) return null;
    const key = element.propertyName ?? element.name;
    if (!ts.isIdentifier(key) && !ts.isStringLiteralLike(key)) return null;
    return [key.text, ...inner];
  }
  return undefined;
}
