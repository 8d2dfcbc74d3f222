import type { ASTNode } from '@marcbachmann/cel-js';
import type { EventScope } from '../conditions/cel-environments.ts';
import { childNodes, literalValue } from '../conditions/expression-nodes.ts';

/** A scalar that a path of an event can equal, as a key of a Map. */
export type Scalar = string | number | boolean | null;

/** "This path of the event equals one of these values", a necessary condition of a rule. */
export interface EqualityConjunct {
  /** From `event`, e.g. `['payload', 'from', 'layer']`. */
  readonly path: readonly string[];
  /** The path as the key of a Map. */
  readonly key: string;
  readonly values: readonly Scalar[];
}

/**
 * The conjuncts of a condition that compare a path of the event with literals:
 * `event.payload.a == 'x'`, `'x' == event.payload.a`, `event.payload.a in ['x', 'y']`.
 *
 * When the path leads to a value that is none of the literals, such a conjunct is false without an
 * error, and so is the whole condition, whatever its other sides are.
 */
export function equalityConjuncts(root: ASTNode): readonly EqualityConjunct[] {
  return conjuncts(root).flatMap((node) => {
    const conjunct = equality(node);
    return conjunct === null ? [] : [conjunct];
  });
}

function conjuncts(node: ASTNode): readonly ASTNode[] {
  return node.op === '&&' ? childNodes(node).flatMap(conjuncts) : [node];
}

function equality(node: ASTNode): EqualityConjunct | null {
  if (node.op === '==') {
    const [left, right] = node.args;
    return comparison(left, [right]) ?? comparison(right, [left]);
  }
  if (node.op === 'in') {
    const [left, right] = node.args;
    return right.op === 'list' ? comparison(left, right.args) : null;
  }
  return null;
}

function comparison(node: ASTNode, literals: readonly ASTNode[]): EqualityConjunct | null {
  const path = eventPath(node);
  if (path === null || path.length === 0) return null;
  const values: Scalar[] = [];
  for (const literal of literals) {
    const value = scalar(literalValue(literal));
    if (value === undefined) return null;
    values.push(value);
  }
  return { path, key: JSON.stringify(path), values: [...new Set(values)] };
}

/** The keys from `event` down to the node; null when the node is anything else. */
function eventPath(node: ASTNode): readonly string[] | null {
  if (node.op === 'id') return node.args === 'event' ? [] : null;
  if (node.op !== '.' && node.op !== '[]') return null;
  const key = node.op === '.' ? node.args[1] : literalValue(node.args[1]);
  const parent = eventPath(node.args[0]);
  return parent === null || typeof key !== 'string' ? null : [...parent, key];
}

/**
 * A literal as it compares with JSON's doubles. An integer that no double holds equals none of them; it
 * is rounded all the same, since what the index finds is evaluated in any case.
 */
function scalar(literal: ReturnType<typeof literalValue>): Scalar | undefined {
  return typeof literal === 'bigint' ? Number(literal) : literal;
}

/** What a path leads to; `absent` when a key on the way is missing, which conditions answer with an error. */
export type PathValue =
  | { readonly kind: 'absent' }
  | { readonly kind: 'scalar'; readonly value: Scalar }
  /** A list or an object, which equals no literal. */
  | { readonly kind: 'other' };

const absent: PathValue = { kind: 'absent' };
const other: PathValue = { kind: 'other' };

/** Follows a path as the conditions do. */
export function readPath(event: EventScope, path: readonly string[]): PathValue {
  let value: unknown = event;
  for (const key of path) {
    value = field(value, key);
    if (value === undefined) return absent;
  }
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return { kind: 'scalar', value };
    default:
      return value === null ? { kind: 'scalar', value } : other;
  }
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  if (value instanceof Map) return value.get(key);
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
