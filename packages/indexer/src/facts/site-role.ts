import ts from 'typescript';
import { isWrapper } from '../names/unwrap.ts';

/** What the source does with a name at one place. */
export type SiteRole =
  /** `maybe`: one of several that a condition chooses from, as in `(a ?? b)()`. */
  | { readonly kind: 'call'; readonly call: ts.CallLikeExpression; readonly maybe: boolean }
  | { readonly kind: 'new'; readonly call: ts.NewExpression; readonly maybe: boolean }
  | { readonly kind: 'component'; readonly call: ts.JsxOpeningLikeElement }
  /** `f.call(…)`, `f.apply(…)`, and `f.bind(…)` of which only a later call runs `f`. */
  | { readonly kind: 'invoke'; readonly method: ts.Identifier; readonly later: boolean }
  | { readonly kind: 'value'; readonly reads: boolean; readonly writes: boolean };

const ASSIGNMENTS_FIRST = ts.SyntaxKind.FirstAssignment;
const ASSIGNMENTS_LAST = ts.SyntaxKind.LastAssignment;
const PLAIN_READ: SiteRole = { kind: 'value', reads: true, writes: false };
const PLAIN_WRITE: SiteRole = { kind: 'value', reads: false, writes: true };
const READ_AND_WRITE: SiteRole = { kind: 'value', reads: true, writes: true };

/** A key that is spelled out names the property; a variable in its place is a name of its own. */
function isKeyOf(access: ts.ElementAccessExpression, node: ts.Node): boolean {
  return access.argumentExpression === node && ts.isLiteralExpression(node);
}

/** The operands of which one becomes the value of an expression that chooses. */
export function alternatives(node: ts.Node): readonly ts.Expression[] {
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  if (!ts.isBinaryExpression(node)) return [];
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.QuestionQuestionToken:
    case ts.SyntaxKind.BarBarToken:
      return [node.left, node.right];
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.CommaToken:
      return [node.right];
    default:
      return [];
  }
}

/** The whole expression that a name ends: `a.b.c` for `c`, with parentheses and casts around it. */
function outermost(name: ts.Node): ts.Node {
  let node = name;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) node = parent;
  if (ts.isElementAccessExpression(parent) && isKeyOf(parent, node)) node = parent;
  for (;;) {
    const around = node.parent;
    const wraps = isWrapper(around) || ts.isExpressionWithTypeArguments(around);
    if (!wraps || around.expression !== node || ts.isHeritageClause(around.parent)) return node;
    node = around;
  }
}

/** `<div>`: a tag of the page, which runs nothing and is declared only where the JSX types say so. */
export function isIntrinsicTag(name: ts.Node): boolean {
  const { parent } = name;
  if (!ts.isJsxOpeningLikeElement(parent) || parent.tagName !== name) return false;
  return ts.isIdentifier(name) && /^[a-z]/.test(name.text);
}

function invocation(node: ts.Node): SiteRole | null {
  const access = node.parent;
  if (!ts.isPropertyAccessExpression(access) || access.expression !== node) return null;
  if (!ts.isIdentifier(access.name)) return null;
  if (!ts.isCallExpression(access.parent) || access.parent.expression !== access) return null;
  const method = access.name.text;
  if (method !== 'call' && method !== 'apply' && method !== 'bind') return null;
  return { kind: 'invoke', method: access.name, later: method === 'bind' };
}

function assignmentRole(node: ts.Node): SiteRole {
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && parent.left === node) {
    const { kind } = parent.operatorToken;
    if (kind === ts.SyntaxKind.EqualsToken) return PLAIN_WRITE;
    if (kind >= ASSIGNMENTS_FIRST && kind <= ASSIGNMENTS_LAST) return READ_AND_WRITE;
  }
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    const { operator } = parent;
    const steps =
      operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
    if (steps) return READ_AND_WRITE;
  }
  return PLAIN_READ;
}

/** The callee that a name is, or may be: the name's own expression, or a choice that it is part of. */
function chosen(node: ts.Node): { readonly callee: ts.Node; readonly maybe: boolean } {
  let callee = node;
  let maybe = false;
  while (alternatives(callee.parent).some((one) => one === callee)) {
    callee = outermost(callee.parent);
    maybe = true;
  }
  return { callee, maybe };
}

/** The role of a name (an identifier, private identifier, or literal key) where it stands. */
export function siteRole(name: ts.Node): SiteRole {
  const node = outermost(name);
  const { callee, maybe } = chosen(node);
  const { parent } = callee;
  if (ts.isCallExpression(parent) && parent.expression === callee) {
    return { kind: 'call', call: parent, maybe };
  }
  if (ts.isNewExpression(parent) && parent.expression === callee) {
    return { kind: 'new', call: parent, maybe };
  }
  if (ts.isTaggedTemplateExpression(parent) && parent.tag === callee) {
    return { kind: 'call', call: parent, maybe };
  }
  if (ts.isDecorator(parent)) return { kind: 'call', call: parent, maybe };
  return siteRoleAlone(node);
}

function siteRoleAlone(node: ts.Node): SiteRole {
  const { parent } = node;
  if (ts.isJsxOpeningLikeElement(parent) && parent.tagName === node && !isIntrinsicTag(node)) {
    return { kind: 'component', call: parent };
  }
  return invocation(node) ?? assignmentRole(node);
}
