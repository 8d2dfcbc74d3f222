import ts from 'typescript';
import { isFunctionValue, unwrap } from '../names/unwrap.ts';
import { superTargets } from './constructor-target.ts';
import type { FileContext, SiteScope } from './file-context.ts';
import { recordBySignature, recordTargets } from './record-name.ts';
import { recordOverload } from './record-overload.ts';
import { alternatives, siteRole } from './site-role.ts';
import { symbolTargets } from './symbol-targets.ts';

function enclosingClass(node: ts.Node): ts.ClassLikeDeclaration | null {
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isClassLike(at)) return at;
  }
  return null;
}

/** `super(…)`: the constructor that it runs, or the base class when nobody wrote one. */
function recordSuperCall(context: FileContext, scope: SiteScope, call: ts.CallExpression): void {
  const node = enclosingClass(call);
  if (node === null) return;
  const { bases, constructors } = superTargets(context, node);
  const { record } = context;
  for (const target of constructors.length > 0 ? constructors : bases) {
    record.edge(scope.from, 'calls', target, call.expression);
    recordOverload(context, scope, call.expression, call, target);
  }
  if (bases.length === 0) {
    recordBySignature(
      context,
      scope,
      call.expression,
      call.expression,
      { kind: 'call', call, maybe: false },
      'super',
    );
  }
}

/**
 * Records a call whose callee is no name: `super(…)`, `f()()`, `(a ?? b)()`, a function called
 * where it stands. Names in callees are recorded as names.
 */
export function recordCallee(
  context: FileContext,
  scope: SiteScope,
  call: ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression,
): void {
  recordCalled(
    context,
    scope,
    call,
    ts.isTaggedTemplateExpression(call) ? call.tag : call.expression,
  );
}

function recordCalled(
  context: FileContext,
  scope: SiteScope,
  call: ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression,
  expression: ts.Expression,
): void {
  const callee = unwrap(expression);
  const choices = alternatives(callee);
  for (const choice of choices) recordCalled(context, scope, call, choice);
  if (choices.length > 0) return;
  const isSpoken =
    ts.isIdentifier(callee) ||
    ts.isPropertyAccessExpression(callee) ||
    ts.isElementAccessExpression(callee) ||
    ts.isExpressionWithTypeArguments(callee);
  if (isSpoken || callee.kind === ts.SyntaxKind.ImportKeyword || isFunctionValue(callee)) return;
  if (ts.isClassExpression(callee)) return;
  if (callee.kind === ts.SyntaxKind.SuperKeyword) {
    if (ts.isCallExpression(call)) recordSuperCall(context, scope, call);
    return;
  }
  const role = ts.isNewExpression(call)
    ? ({ kind: 'new', call, maybe: false } as const)
    : ({ kind: 'call', call, maybe: false } as const);
  recordBySignature(context, scope, callee, callee, role, callee.getText());
}

/** Above this many possible keys a table of functions is as good as unknown. */
const MAX_KEYS = 64;

/** The properties that a computed key can mean, when its type spells the key out. */
function keyedProperties(context: FileContext, access: ts.ElementAccessExpression): ts.Symbol[] {
  const { checker } = context;
  const key = checker.getTypeAtLocation(access.argumentExpression);
  const parts = key.isUnion() ? key.types : [key];
  if (parts.length > MAX_KEYS) return [];
  const isSpelled = parts.every(
    (part) =>
      part.isStringLiteral() ||
      part.isNumberLiteral() ||
      (part.flags & ts.TypeFlags.UniqueESSymbol) !== 0,
  );
  if (!isSpelled) return [];
  const receiver = checker.getApparentType(checker.getTypeAtLocation(access.expression));
  const found = parts.map((part) => {
    if (part.isStringLiteral() || part.isNumberLiteral()) {
      return checker.getPropertyOfType(receiver, String(part.value));
    }
    const { escapedName } = part as ts.UniqueESSymbolType;
    return checker
      .getPropertiesOfType(receiver)
      .find((property) => property.escapedName === escapedName);
  });
  return found.filter((symbol) => symbol !== undefined);
}

/**
 * Records `object[key]` with a computed key. Where the type of the key spells out its values each
 * is a target; else only running what is found there is worth a note, for `list[i]` is data.
 */
export function recordComputedAccess(
  context: FileContext,
  scope: SiteScope,
  access: ts.ElementAccessExpression,
): void {
  const key = unwrap(access.argumentExpression);
  if (ts.isStringLiteralLike(key) || ts.isNumericLiteral(key)) return;
  const role = siteRole(access);
  const properties = keyedProperties(context, access);
  let isFound = false;
  for (const property of properties) {
    const found = symbolTargets(context, property);
    if (found.targets.length === 0) continue;
    isFound = true;
    const several = found.several || properties.length > 1;
    recordTargets(context, scope, key, role, { ...found, several });
  }
  if (isFound || role.kind === 'value') return;
  const text = access.getText();
  recordBySignature(context, scope, access, access, role, text, 'dynamic_member');
}
