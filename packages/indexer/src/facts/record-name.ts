import type { Relation, UnresolvedReason } from '@clew/contracts';
import ts from 'typescript';
import { constructorTargets } from './constructor-target.ts';
import { dispatchOf } from './dispatch.ts';
import type { FileContext, SiteScope } from './file-context.ts';
import { recordOverload } from './record-overload.ts';
import { signatureTargets } from './signature-targets.ts';
import { type SiteRole, siteRole } from './site-role.ts';
import { type SymbolTargets, symbolTargets } from './symbol-targets.ts';
import type { Target } from './target-finder.ts';

const ACCESSORS = ts.SymbolFlags.GetAccessor | ts.SymbolFlags.SetAccessor;

function runs(role: SiteRole): boolean {
  return role.kind !== 'value';
}

function relationOf(role: SiteRole, target: Target): Relation {
  switch (role.kind) {
    case 'call':
    case 'invoke':
      return 'calls';
    case 'new':
      return 'instantiates';
    case 'component':
      return target.kind === 'class' ? 'instantiates' : 'calls';
    case 'value':
      return target.kind === 'getter' || target.kind === 'setter' ? 'calls' : 'references';
  }
}

/** Of a getter and a setter, the one that this use runs. */
function usedAccessors(role: SiteRole, targets: readonly Target[]): readonly Target[] {
  const reads = role.kind !== 'value' || role.reads;
  const writes = role.kind === 'value' && role.writes;
  const used = targets.filter(({ declaration }) => {
    if (declaration === null) return true;
    if (ts.isGetAccessor(declaration)) return reads;
    return ts.isSetAccessor(declaration) ? writes : true;
  });
  return used.length === 0 ? targets : used;
}

function recordConstructors(
  context: FileContext,
  scope: SiteScope,
  name: ts.Node,
  role: SiteRole,
  target: Target,
): void {
  // Before classes, functions were the constructors.
  const makers = target.kind === 'function' ? [target] : constructorTargets(context, target);
  for (const maker of makers) {
    context.record.edge(scope.from, 'calls', maker, name);
    if (role.kind === 'new') recordOverload(context, scope, name, role.call, maker);
  }
}

/** Records what a name that was found means at its place. */
export function recordTargets(
  context: FileContext,
  scope: SiteScope,
  name: ts.Node,
  role: SiteRole,
  found: SymbolTargets,
): void {
  for (const target of usedAccessors(role, found.targets)) {
    const relation = relationOf(role, target);
    const isLater = role.kind === 'invoke' && role.later;
    const isChoice = (role.kind === 'call' || role.kind === 'new') && role.maybe;
    const isSure = !(found.several || isLater || isChoice);
    const isRun = relation === 'calls' || relation === 'instantiates';
    const dispatched = relation === 'calls' ? dispatchOf(target.declaration, name) : 'exact';
    const resolution = isRun && !isSure ? 'dynamic' : dispatched;
    // A file that refers to itself (`module.exports`) says nothing.
    if (target.kind === 'file' && target.fqn === scope.from) continue;
    context.record.edge(scope.from, relation, target, name, resolution);
    if (relation === 'instantiates') recordConstructors(context, scope, name, role, target);
    else if (role.kind === 'call' || role.kind === 'component') {
      recordOverload(context, scope, name, role.call, target);
    }
  }
}

/**
 * Records a call through a value that is nothing named itself, by the type of the value.
 *
 * @param anonymous the reason when the type has no name either
 */
export function recordBySignature(
  context: FileContext,
  scope: SiteScope,
  expression: ts.Expression,
  name: ts.Node,
  role: SiteRole,
  text: string,
  anonymous: UnresolvedReason = 'anonymous_target',
): void {
  const construct = role.kind === 'new';
  const { targets, missing } = signatureTargets(context, expression, construct);
  for (const target of targets) {
    // A function expression inside the caller is the caller's own code.
    if (target.fqn === scope.from) continue;
    const relation = construct ? 'instantiates' : 'calls';
    context.record.edge(scope.from, relation, target, name, 'dynamic');
  }
  if (missing === null) return;
  const reason = missing === 'anonymous_target' ? anonymous : missing;
  context.record.unresolved(scope.from, text, name, reason);
}

/**
 * Why a name that the compiler could not resolve could not be resolved. A key of a table or list
 * (`dynamic_member`) has no symbol by design: reading one is no open question, running it is.
 */
export function unresolvedReason(context: FileContext, name: ts.Node): UnresolvedReason {
  const access = name.parent;
  const isMember =
    (ts.isPropertyAccessExpression(access) && access.name === name) ||
    (ts.isElementAccessExpression(access) && access.argumentExpression === name) ||
    (ts.isQualifiedName(access) && access.right === name);
  if (!isMember) return 'missing_declaration';
  const receiver = ts.isQualifiedName(access) ? access.left : access.expression;
  let root: ts.Node = receiver;
  while (
    ts.isPropertyAccessExpression(root) ||
    ts.isElementAccessExpression(root) ||
    ts.isCallExpression(root) ||
    ts.isNonNullExpression(root) ||
    ts.isParenthesizedExpression(root)
  ) {
    root = root.expression;
  }
  while (ts.isQualifiedName(root)) root = root.left;
  if (ts.isIdentifier(root)) {
    const { broken } = symbolTargets(context, context.checker.getSymbolAtLocation(root));
    if (broken !== null) return broken;
  }
  const declared = context.checker.getTypeAtLocation(receiver);
  const type = context.checker.getBaseConstraintOfType(declared) ?? declared;
  if ((type.flags & ts.TypeFlags.Any) !== 0) return 'any_typed_receiver';
  const isTable = type.getStringIndexType() !== undefined || ts.isNumericLiteral(name);
  return isTable ? 'dynamic_member' : 'missing_declaration';
}

/** The expression that a name ends: `a.b` for `b`. */
function namedExpression(name: ts.Node): ts.Expression | null {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) && parent.name === name) return parent;
  if (ts.isIdentifier(name)) return name;
  return ts.isElementAccessExpression(parent) ? parent : null;
}

/** Function.prototype's own `call`, `apply` and `bind`, not a method that happens to have the name. */
function isFunctionMethod(context: FileContext, method: ts.Identifier): boolean {
  const symbol = context.checker.getSymbolAtLocation(method);
  const holder = symbol?.declarations?.[0]?.parent;
  if (holder === undefined || !ts.isInterfaceDeclaration(holder)) return false;
  const isLanguage = context.program.isSourceFileDefaultLibrary(holder.getSourceFile());
  return isLanguage && /^(?:Callable|Newable)?Function$/.test(holder.name.text);
}

/** A namespace import only qualifies what follows it; used alone it is the module as a value. */
function isModuleQualifier(name: ts.Node, found: SymbolTargets): boolean {
  const isModule = found.targets.some(
    ({ kind }) => kind === 'file' || kind === 'package' || kind === 'module',
  );
  if (!isModule) return false;
  const { parent } = name;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.expression === name) ||
    (ts.isQualifiedName(parent) && parent.left === name) ||
    (ts.isElementAccessExpression(parent) && parent.expression === name)
  );
}

/** Records one use of a name (an identifier, a private name or a literal key) and what it was found to mean. */
export function recordName(
  context: FileContext,
  scope: SiteScope,
  name: ts.Node,
  symbol: ts.Symbol | undefined,
): void {
  const { record } = context;
  const text =
    ts.isIdentifier(name) || ts.isPrivateIdentifier(name) ? ts.idText(name) : name.getText();
  let role = siteRole(name);
  if (role.kind === 'invoke' && !isFunctionMethod(context, role.method)) {
    role = { kind: 'value', reads: true, writes: false };
  }
  if (symbol === undefined) {
    if (scope.inComment) return;
    const reason = unresolvedReason(context, name);
    const expression = namedExpression(name);
    if (reason !== 'dynamic_member') record.unresolved(scope.from, text, name, reason);
    else if (runs(role) && expression !== null) {
      recordBySignature(context, scope, expression, name, role, text, reason);
    }
    return;
  }
  const found = symbolTargets(context, symbol);
  if (found.broken !== null) {
    if (!scope.inComment) record.unresolved(scope.from, text, name, found.broken);
    return;
  }
  if (found.targets.length > 0) {
    if (!isModuleQualifier(name, found)) recordTargets(context, scope, name, role, found);
    return;
  }
  const expression = namedExpression(name);
  if (runs(role) && expression !== null && (symbol.flags & ACCESSORS) === 0) {
    recordBySignature(context, scope, expression, name, role, text);
  }
}
