import type { ASTNode } from '@marcbachmann/cel-js';

/** Macros that bind their first argument as a variable and evaluate the others once an element. */
const comprehensions: ReadonlySet<string> = new Set([
  'all',
  'exists',
  'exists_one',
  'map',
  'filter',
]);

/** The variable that a node binds in its later arguments, or null when it is no comprehension. */
export function boundVariable(node: ASTNode): string | null {
  if (node.op !== 'rcall') return null;
  const [method, , [variable, predicate]] = node.args;
  if (!comprehensions.has(method) || predicate === undefined) return null;
  return variable?.op === 'id' ? variable.args : null;
}

/** The parts of an expression from left to right, without the variable that a comprehension binds. */
export function childNodes(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall': {
      const [, receiver, args] = node.args;
      return [receiver, ...(boundVariable(node) === null ? args : args.slice(1))];
    }
    case 'list':
      return node.args;
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}

/** Every node of an expression, the root first. */
export function* eachNode(root: ASTNode): Generator<ASTNode> {
  yield root;
  for (const child of childNodes(root)) yield* eachNode(child);
}

/** How many comprehensions are nested in one another at the deepest place. */
export function comprehensionNesting(node: ASTNode): number {
  if (node.op === 'rcall' && boundVariable(node) !== null) {
    const [receiver, ...predicates] = childNodes(node);
    const inner = Math.max(0, ...predicates.map(comprehensionNesting));
    return Math.max(inner + 1, receiver === undefined ? 0 : comprehensionNesting(receiver));
  }
  return Math.max(0, ...childNodes(node).map(comprehensionNesting));
}

/** The value of a literal, a negative number's included; undefined when the node is none. */
export function literalValue(node: ASTNode): string | number | bigint | boolean | null | undefined {
  if (node.op === '-_') {
    const inner = literalValue(node.args);
    return typeof inner === 'number' || typeof inner === 'bigint' ? -inner : undefined;
  }
  if (node.op !== 'value') return undefined;
  return typeof node.args === 'object' && node.args !== null ? undefined : node.args;
}
