import type { JsonValue } from '@clew/contracts';
import type { ASTNode } from '@marcbachmann/cel-js';
import {
  type EventFacts,
  EventScope,
  eventEnvironment,
  type RuleFacts,
  RuleScope,
} from './cel-environments.ts';
import type { CompiledCondition } from './compile-condition.ts';
import { type CompiledExpression, celReason, compileExpression } from './compile-expression.ts';
import {
  type ConditionOutcome,
  type ConditionScope,
  evaluateExpression,
  evaluateInScope,
} from './evaluate-condition.ts';
import { boundVariable, childNodes } from './expression-nodes.ts';
import { jsonOfCel } from './json-of-cel.ts';
import { matchParentheses, type Parentheses, widenToParentheses } from './parentheses.ts';
import { plainText } from './plain-text.ts';
import { type SourcePosition, sourcePosition } from './source-position.ts';

/** A path into the event or rule that a clause reads, and what was found there. */
export type Operand = {
  readonly source: string;
  /** A value whose JSON is longer than 1,000 characters is the beginning of that JSON, as a string. */
  readonly value: JsonValue;
  readonly truncated: boolean;
  /** Why there is no value, e.g. a missing key; null when there is one. */
  readonly error: string | null;
};

/** One clause of a condition with its truth on this event. */
export type Clause = {
  readonly source: string;
  readonly position: SourcePosition;
  /** Null when it failed; `error` says how. */
  readonly value: boolean | null;
  readonly error: string | null;
  /** How `clauses` are joined; null for a clause that is not split further. */
  readonly join: 'all' | 'any' | null;
  readonly clauses: readonly Clause[];
  /** Only of a clause that is not split further. */
  readonly operands: readonly Operand[];
};

/** Why a condition did or did not match. */
export interface Explanation {
  readonly outcome: ConditionOutcome;
  /** The conjuncts when the condition is `a && b && …`, else the whole condition; none for null. */
  readonly clauses: readonly Clause[];
  /** The first false clause, else the first that failed; null when the condition matched. */
  readonly first_false: Clause | null;
}

/** Longest JSON of an operand, in characters. */
const maxOperand = 1000;

/**
 * Explains a condition on one event: each clause of its `&&` and `||`, whether it holds, and the values
 * that it read. An `||` is one clause with its alternatives inside. Never throws.
 */
export function explainCondition(
  condition: CompiledCondition,
  facts: { readonly event: EventFacts; readonly rule: RuleFacts },
): Explanation {
  try {
    const scope = { event: new EventScope(facts.event), rule: new RuleScope(facts.rule) };
    return explainInScope(condition, scope);
  } catch (error) {
    const outcome = { kind: 'error', message: plainText(celReason(error)) } as const;
    return { outcome, clauses: [], first_false: null };
  }
}

/** As `explainCondition`, over variables that are made once and shared. */
export function explainInScope(condition: CompiledCondition, scope: ConditionScope): Explanation {
  const outcome = evaluateInScope(condition, scope);
  if (condition.expression === null) return { outcome, clauses: [], first_false: null };
  const root = explainNode(planOf(condition.expression), scope);
  return {
    outcome,
    clauses: root.join === 'all' ? root.clauses : [root],
    first_false: outcome.kind === 'matched' ? null : firstFalse(root),
  };
}

/** A clause prepared for evaluation: every part is an expression of its own. */
interface ClausePlan {
  readonly expression: CompiledExpression;
  readonly position: SourcePosition;
  readonly join: 'all' | 'any' | null;
  readonly clauses: readonly ClausePlan[];
  readonly operands: readonly CompiledExpression[];
}

const plans = new WeakMap<CompiledExpression, ClausePlan>();

function planOf(expression: CompiledExpression): ClausePlan {
  const known = plans.get(expression);
  if (known !== undefined) return known;
  const plan = planNode(expression.ast, expression.source, matchParentheses(expression.source));
  plans.set(expression, plan);
  return plan;
}

function planNode(node: ASTNode, source: string, parentheses: Parentheses): ClausePlan {
  const part = (of: ASTNode) => widenToParentheses(of, parentheses);
  const compilePart = (of: ASTNode): CompiledExpression => {
    const { start, end } = part(of);
    return compileExpression({
      source: source.slice(start, end),
      environment: eventEnvironment,
      code: 'condition_invalid',
      path: 'when',
    });
  };
  const { start, end } = part(node);
  const join = node.op === '&&' ? 'all' : node.op === '||' ? 'any' : null;
  return {
    expression: compilePart(node),
    position: sourcePosition(source, start, end),
    join,
    clauses:
      join === null
        ? []
        : flatten(node, node.op).map((side) => planNode(side, source, parentheses)),
    operands: join === null ? distinct(operandNodes(node, new Set()).map(compilePart)) : [],
  };
}

/** The sides of `a && b && c`, however they are grouped. */
function flatten(node: ASTNode, op: string): readonly ASTNode[] {
  return node.op === op ? childNodes(node).flatMap((side) => flatten(side, op)) : [node];
}

/** The longest paths into `event` and `rule` that do not depend on a comprehension's variable. */
function operandNodes(node: ASTNode, bound: ReadonlySet<string>): readonly ASTNode[] {
  if (isPath(node, bound)) return [node];
  const variable = boundVariable(node);
  const inside = variable === null ? bound : new Set([...bound, variable]);
  return childNodes(node).flatMap((child, index) =>
    operandNodes(child, index === 0 ? bound : inside),
  );
}

function isPath(node: ASTNode, bound: ReadonlySet<string>): boolean {
  if (node.op === '.') return isPathOrRoot(node.args[0], bound);
  if (node.op !== '[]') return false;
  const [of, key] = node.args;
  return isPathOrRoot(of, bound) && (key.op === 'value' || isPath(key, bound));
}

function isPathOrRoot(node: ASTNode, bound: ReadonlySet<string>): boolean {
  return node.op === 'id' ? !bound.has(node.args) : isPath(node, bound);
}

function distinct(expressions: readonly CompiledExpression[]): readonly CompiledExpression[] {
  return [...new Map(expressions.map((expression) => [expression.source, expression])).values()];
}

function explainNode(plan: ClausePlan, scope: ConditionScope): Clause {
  const { expression, position, join } = plan;
  const outcome = evaluateInScope({ source: expression.source, expression }, scope);
  return {
    source: expression.source,
    position,
    value: outcome.kind === 'error' ? null : outcome.kind === 'matched',
    error: outcome.kind === 'error' ? outcome.message : null,
    join,
    clauses: plan.clauses.map((clause) => explainNode(clause, scope)),
    operands: plan.operands.map((operand) => explainOperand(operand, scope)),
  };
}

function explainOperand(expression: CompiledExpression, scope: ConditionScope): Operand {
  const { source } = expression;
  const outcome = evaluateExpression(expression, scope);
  if (outcome.kind === 'error') {
    return { source, value: null, truncated: false, error: outcome.message };
  }
  const value = storableValue(outcome.value);
  const text = JSON.stringify(value);
  return text.length <= maxOperand
    ? { source, value, truncated: false, error: null }
    : { source, value: plainText(text.slice(0, maxOperand)), truncated: true, error: null };
}

/** A path can also lead to a name of the language, which has no JSON. */
function storableValue(value: unknown): JsonValue {
  try {
    return jsonOfCel(value);
  } catch {
    return String(value);
  }
}

/** Looks into conjunctions only: of alternatives that are all false, none is to blame alone. */
function firstFalse(clause: Clause): Clause | null {
  if (clause.value === true) return null;
  if (clause.join !== 'all') return clause;
  const culprit =
    clause.clauses.find((side) => side.value === false) ??
    clause.clauses.find((side) => side.value === null);
  return culprit === undefined ? clause : firstFalse(culprit);
}
