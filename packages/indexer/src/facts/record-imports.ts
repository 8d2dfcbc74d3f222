import { isBuiltin } from 'node:module';
import type { EdgeFact } from '@clew/contracts';
import ts from 'typescript';
import { requiredSpecifier } from '../names/syntax.ts';
import type { FileContext, SiteScope } from './file-context.ts';
import { symbolTargets } from './symbol-targets.ts';
import type { Target } from './target-finder.ts';

type Metadata = EdgeFact['metadata'];

/** `declare module 'x'` in a module: it adds to what `x` is, and is not what an import of `x` loads. */
function isAugmentation(declaration: ts.Node): boolean {
  return ts.isModuleDeclaration(declaration) && ts.isExternalModule(declaration.getSourceFile());
}

/** The modules that a specifier leads to; a script or a data file is found by its path. */
function moduleTargets(context: FileContext, specifier: ts.StringLiteralLike): readonly Target[] {
  const { checker, finder, file, program, resolver } = context;
  const symbol = checker.getSymbolAtLocation(specifier);
  const declared = (symbol?.declarations ?? [])
    .filter((declaration) => !isAugmentation(declaration))
    .map((declaration) => finder.find(declaration))
    .filter((target) => target !== null);
  if (declared.length > 0) return declared;
  const mode = ts.getModeForUsageLocation(file, specifier, program.getCompilerOptions());
  const path = resolver.resolve(specifier.text, file.fileName, mode)?.resolvedFileName;
  if (path === undefined)
    return isBuiltin(specifier.text) ? [finder.findModule(specifier.text)] : [];
  const script = program.getSourceFile(path);
  const target = script === undefined ? null : finder.find(script);
  return [target ?? finder.findFile(path)];
}

function recordModule(
  context: FileContext,
  from: string,
  specifier: ts.StringLiteralLike,
  metadata: Metadata,
): void {
  const targets = moduleTargets(context, specifier);
  for (const target of targets) {
    context.record.edge(from, 'imports', target, specifier, 'exact', metadata);
  }
  if (targets.length === 0) {
    context.record.unresolved(from, specifier.text, specifier, 'missing_module');
  }
}

/** One imported or re-exported name: an edge to the declaration behind it, wherever that is. */
function recordImportedName(
  context: FileContext,
  from: string,
  name: ts.Node,
  text: string,
  metadata: Metadata,
): void {
  const symbol = context.checker.getSymbolAtLocation(name);
  const { targets, broken } = symbolTargets(context, symbol);
  for (const target of targets) {
    context.record.edge(from, 'imports', target, name, 'exact', metadata);
  }
  if (targets.length > 0) return;
  if (symbol === undefined || broken !== null) {
    context.record.unresolved(from, text, name, broken ?? 'missing_declaration');
  }
}

function recordImport(context: FileContext, from: string, node: ts.ImportDeclaration): void {
  if (!ts.isStringLiteralLike(node.moduleSpecifier)) return;
  const clause = node.importClause;
  const typeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  const metadata = typeOnly ? { type_only: true } : null;
  recordModule(context, from, node.moduleSpecifier, metadata);
  if (clause?.name !== undefined) {
    recordImportedName(context, from, clause.name, clause.name.text, metadata);
  }
  const bindings = clause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return;
  for (const specifier of bindings.elements) {
    const text = (specifier.propertyName ?? specifier.name).text;
    const own = specifier.isTypeOnly ? { type_only: true } : metadata;
    recordImportedName(context, from, specifier.name, text, own);
  }
}

function recordReexport(context: FileContext, from: string, node: ts.ExportDeclaration): void {
  const specifier = node.moduleSpecifier;
  if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
  const metadata: Metadata = node.isTypeOnly
    ? { reexport: true, type_only: true }
    : { reexport: true };
  recordModule(context, from, specifier, metadata);
  if (node.exportClause === undefined || !ts.isNamedExports(node.exportClause)) return;
  for (const element of node.exportClause.elements) {
    const name = element.propertyName ?? element.name;
    recordImportedName(context, from, name, name.text, metadata);
  }
}

/** Names that `const { a } = require('x')` imports in JavaScript. */
function recordRequiredNames(context: FileContext, from: string, call: ts.CallExpression): void {
  const variable = call.parent;
  if (!ts.isVariableDeclaration(variable) || !ts.isObjectBindingPattern(variable.name)) return;
  for (const element of variable.name.elements) {
    if (!ts.isIdentifier(element.name)) continue;
    const symbol = context.checker.getSymbolAtLocation(element.name);
    if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Alias) === 0) continue;
    const key = element.propertyName ?? element.name;
    recordImportedName(context, from, element.name, key.getText(), { required: true });
  }
}

/**
 * Records what a node imports. Static imports belong to the file; `import()`, `require()` and
 * `import('x').T` to the symbol they stand in.
 *
 * @returns true when the node is an import and needs no further reading.
 */
export function recordImports(context: FileContext, scope: SiteScope, node: ts.Node): boolean {
  const file = context.fqnOf(context.table.file);
  if (ts.isImportDeclaration(node)) {
    recordImport(context, file, node);
    return true;
  }
  if (ts.isExportDeclaration(node)) {
    recordReexport(context, file, node);
    return true;
  }
  if (ts.isImportEqualsDeclaration(node)) {
    const { moduleReference } = node;
    if (!ts.isExternalModuleReference(moduleReference)) return false;
    const { expression } = moduleReference;
    if (ts.isStringLiteralLike(expression)) {
      const metadata = node.isTypeOnly ? { type_only: true } : null;
      recordModule(context, file, expression, metadata);
      recordImportedName(context, file, node.name, node.name.text, metadata);
    }
    return true;
  }
  if (ts.isImportTypeNode(node)) {
    const { argument } = node;
    if (ts.isLiteralTypeNode(argument) && ts.isStringLiteralLike(argument.literal)) {
      recordModule(context, scope.from, argument.literal, { type_only: true });
    }
    return false;
  }
  if (!ts.isCallExpression(node)) return false;
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [specifier] = node.arguments;
    if (specifier === undefined) return false;
    if (ts.isStringLiteralLike(specifier)) {
      recordModule(context, scope.from, specifier, { dynamic: true });
    } else {
      context.record.unresolved(scope.from, specifier.getText(), specifier, 'dynamic_member');
    }
    return false;
  }
  const required = requiredSpecifier(node);
  if (required === null) return false;
  recordModule(context, scope.from, required, { required: true });
  recordRequiredNames(context, file, node);
  // Where `require` is a variable of the codebase (`createRequire`), calling it is a call too.
  const callee = context.checker.getSymbolAtLocation(node.expression);
  return symbolTargets(context, callee).targets.every(({ declared }) => declared === null);
}
