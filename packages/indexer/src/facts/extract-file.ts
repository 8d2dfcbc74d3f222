import type { ExternalFact, FileFacts } from '@clew/contracts';
import ts from 'typescript';
import { isInJavaScript } from '../names/syntax.ts';
import { visitChildren } from '../names/visit-children.ts';
import type { ModuleResolver } from '../projects/module-resolver.ts';
import { FactRecorder, type RecordedSite } from './fact-recorder.ts';
import type { FileContext, SiteScope } from './file-context.ts';
import { recordCallee, recordComputedAccess } from './record-call.ts';
import { heritageName, recordHeritage } from './record-heritage.ts';
import { recordImports } from './record-imports.ts';
import { recordName } from './record-name.ts';
import {
  recordJsxAttributes,
  recordObjectLiteral,
  recordObjectPattern,
} from './record-properties.ts';
import { resolveOuterCall } from './resolve-outer-call.ts';
import { isIntrinsicTag } from './site-role.ts';
import { describeSymbols } from './symbol-facts.ts';
import type { TargetFinder } from './target-finder.ts';

export interface ExtractContext {
  readonly program: ts.Program;
  readonly resolver: ModuleResolver;
  readonly finder: TargetFinder;
  /** Called for every site with its exact place, of which the facts only keep the line. */
  readonly trace?: (site: RecordedSite) => void;
}

export interface ExtractInput {
  readonly file: ts.SourceFile;
  /** Relative to the root. */
  readonly path: string;
  readonly contentHash: string;
  readonly language: string;
  /** Fqn of the package that the file belongs to. */
  readonly package: string;
}

export interface ExtractedFile {
  readonly facts: FileFacts;
  readonly externals: readonly ExternalFact[];
}

/** Identifiers that name what their parent declares, and those that are no names at all. */
function isNoUse(name: ts.Identifier | ts.PrivateIdentifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) return false;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return true;
  if (ts.isMetaProperty(parent)) return true;
  if (ts.isBindingElement(parent)) return parent.initializer !== name;
  if (ts.isExportSpecifier(parent) || ts.isNamespaceExportDeclaration(parent)) return true;
  if (ts.isJsxAttribute(parent) || ts.isJsxNamespacedName(parent)) return true;
  if (ts.isNamedTupleMember(parent)) return parent.name === name;
  if (ts.isTypePredicateNode(parent)) return parent.parameterName === name;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  return (parent as ts.Node & { readonly name?: ts.Node }).name === name;
}

function readNode(context: FileContext, node: ts.Node, scope: SiteScope): void {
  const declared = isFieldAssignment(node) ? undefined : context.table.byNode.get(node);
  const inner =
    declared === undefined || declared === scope.owner
      ? scope
      : { ...scope, owner: declared, from: context.fqnOf(declared) };
  if (isInJavaScript(node)) readComments(context, node, inner);
  const settled = settle(context, node, inner);
  if (recordNode(context, node, inner)) return;
  const below = settled === inner.settled ? inner : { ...inner, settled };
  visitChildren(node, (child) => readNode(context, child, below));
}

/** `this.x = f()` declares a field in JavaScript, but it is the function around it that calls `f`. */
function isFieldAssignment(node: ts.Node): boolean {
  if (!ts.isBinaryExpression(node) || !ts.isPropertyAccessExpression(node.left)) return false;
  return node.left.expression.kind === ts.SyntaxKind.ThisKeyword;
}

/** The left side of an assignment that declares what it assigns to: a name, not a use. */
function isDeclaredAccess(context: FileContext, node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isBinaryExpression(parent) || parent.left !== node) return false;
  return context.table.byNode.has(node);
}

/** Up to which position calls are resolved; the statements of a function body are not its caller's. */
function settle(context: FileContext, node: ts.Node, scope: SiteScope): number {
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isJsxOpeningLikeElement(node)) {
    return resolveOuterCall(context, node, scope.settled);
  }
  return ts.isBlock(node) ? 0 : scope.settled;
}

/** @returns true when the node's children need no reading of their own. */
function recordNode(context: FileContext, node: ts.Node, scope: SiteScope): boolean {
  switch (node.kind) {
    case ts.SyntaxKind.Identifier:
    case ts.SyntaxKind.PrivateIdentifier:
      recordIdentifier(context, scope, node as ts.Identifier | ts.PrivateIdentifier);
      return true;
    case ts.SyntaxKind.StringLiteral:
    case ts.SyntaxKind.NumericLiteral:
    case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
      recordKey(context, scope, node);
      return true;
    case ts.SyntaxKind.ImportDeclaration:
    case ts.SyntaxKind.ExportDeclaration:
    case ts.SyntaxKind.ImportEqualsDeclaration:
    case ts.SyntaxKind.ImportType:
      return recordImports(context, scope, node);
    case ts.SyntaxKind.CallExpression:
      if (recordImports(context, scope, node)) return true;
      recordCallee(context, scope, node as ts.CallExpression);
      return false;
    case ts.SyntaxKind.NewExpression:
    case ts.SyntaxKind.TaggedTemplateExpression:
      recordCallee(context, scope, node as ts.NewExpression | ts.TaggedTemplateExpression);
      return false;
    case ts.SyntaxKind.PropertyAccessExpression:
      return isDeclaredAccess(context, node);
    case ts.SyntaxKind.ElementAccessExpression:
      if (isDeclaredAccess(context, node)) return true;
      recordComputedAccess(context, scope, node as ts.ElementAccessExpression);
      return false;
    case ts.SyntaxKind.ObjectLiteralExpression:
      recordObjectLiteral(context, scope, node as ts.ObjectLiteralExpression);
      return false;
    case ts.SyntaxKind.ObjectBindingPattern:
      recordObjectPattern(context, scope, node as ts.ObjectBindingPattern);
      return false;
    case ts.SyntaxKind.JsxClosingElement:
      return true;
    case ts.SyntaxKind.JsxAttributes:
      recordJsxAttributes(context, scope, node as ts.JsxAttributes);
      return false;
    case ts.SyntaxKind.ClassDeclaration:
    case ts.SyntaxKind.ClassExpression:
    case ts.SyntaxKind.InterfaceDeclaration:
      recordHeritage(context, node as ts.ClassLikeDeclaration | ts.InterfaceDeclaration);
      return false;
    default:
      return false;
  }
}

function recordIdentifier(
  context: FileContext,
  scope: SiteScope,
  name: ts.Identifier | ts.PrivateIdentifier,
): void {
  const { checker } = context;
  const { parent } = name;
  if (name.text === '' || isNoUse(name) || isHeritage(name)) return;
  if (ts.isShorthandPropertyAssignment(parent)) {
    if (parent.name !== name) return;
    recordName(context, scope, name, checker.getShorthandAssignmentValueSymbol(parent));
    return;
  }
  const symbol = checker.getSymbolAtLocation(name);
  if (symbol === undefined && isIntrinsicTag(name)) return;
  recordName(context, scope, name, symbol);
}

/** Literal keys of element accesses and of indexed access types name properties. */
function recordKey(context: FileContext, scope: SiteScope, node: ts.Node): void {
  const { parent } = node;
  const isKey = ts.isElementAccessExpression(parent) && parent.argumentExpression === node;
  const isTypeKey =
    ts.isLiteralTypeNode(parent) &&
    ts.isIndexedAccessTypeNode(parent.parent) &&
    parent.parent.indexType === parent;
  if (!isKey && !isTypeKey) return;
  const symbol = context.checker.getSymbolAtLocation(node);
  if (symbol !== undefined || isKey) recordName(context, scope, node, symbol);
}

/** The name of a base, which is recorded with what it is a base of. */
function isHeritage(name: ts.Node): boolean {
  const type = ts.isPropertyAccessExpression(name.parent) ? name.parent.parent : name.parent;
  if (!ts.isExpressionWithTypeArguments(type) || !ts.isHeritageClause(type.parent)) return false;
  return heritageName(type) === name;
}

/** JavaScript states its types in comments. */
function readComments(context: FileContext, node: ts.Node, scope: SiteScope): void {
  const { jsDoc } = node as ts.Node & { readonly jsDoc?: readonly ts.JSDoc[] };
  for (const comment of jsDoc ?? []) readNode(context, comment, { ...scope, inComment: true });
}

function containment(context: FileContext, packageFqn: string): void {
  const file = context.fqnOf(context.table.file);
  context.record.link(packageFqn, 'contains', file);
  for (const name of context.table.names) {
    if (name.parent === null) continue;
    context.record.link(context.fqnOf(name.parent), 'contains', context.fqnOf(name));
  }
}

/**
 * Takes the facts out of one file: a function of the file and its program, so that a file can be
 * read again alone when it, or what it points at, has changed.
 */
export function extractFile({
  ctx,
  input,
}: {
  readonly ctx: ExtractContext;
  readonly input: ExtractInput;
}): ExtractedFile {
  const { file } = input;
  // The checker binds every file of the program, and names are read off bound trees.
  const checker = ctx.program.getTypeChecker();
  const record = new FactRecorder(file, ctx.trace ?? null);
  const table = ctx.finder.tableOf(file);
  const context: FileContext = {
    program: ctx.program,
    checker,
    resolver: ctx.resolver,
    finder: ctx.finder,
    file,
    table,
    record,
    fqnOf: (name) => ctx.finder.fqnOf(file, name),
  };
  containment(context, input.package);
  const scope = {
    owner: table.file,
    from: context.fqnOf(table.file),
    inComment: false,
    settled: 0,
  };
  readNode(context, file, scope);
  return {
    facts: {
      path: input.path,
      content_hash: input.contentHash,
      language: input.language,
      symbols: describeSymbols(context, input.package),
      edges: [...record.edges],
      unresolved: [...record.unresolvedSites],
    },
    externals: record.externals,
  };
}
