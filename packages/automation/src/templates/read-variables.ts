import type { ASTNode } from '@marcbachmann/cel-js';
import { AutomationError } from '../automation-error.ts';
import { eventEnvironment } from '../conditions/cel-environments.ts';
import { boundVariable, childNodes, literalValue } from '../conditions/expression-nodes.ts';

/** The free variables of an expression and the secrets it names. A source that does not parse has none. */
export function readVariables(
  source: string,
  path: string,
): { readonly names: ReadonlySet<string>; readonly secrets: ReadonlySet<string> } {
  const names = new Set<string>();
  const secrets = new Set<string>();
  const walk = (node: ASTNode, bound: ReadonlySet<string>): void => {
    if (node.op === 'id' && !bound.has(node.args)) {
      names.add(node.args);
      if (node.args === 'secrets') {
        throw invalidTemplate(path, `\${{ ${source} }} must name each secret, as in secrets.TOKEN`);
      }
      return;
    }
    if (node.op === '.' || node.op === '[]') {
      const of = node.args[0];
      const key = node.op === '.' ? node.args[1] : literalValue(node.args[1]);
      if (
        of.op === 'id' &&
        of.args === 'secrets' &&
        !bound.has('secrets') &&
        typeof key === 'string'
      ) {
        names.add('secrets');
        secrets.add(key);
        return;
      }
    }
    const variable = boundVariable(node);
    const inside = variable === null ? bound : new Set([...bound, variable]);
    for (const [at, child] of childNodes(node).entries()) walk(child, at === 0 ? bound : inside);
  };
  const root = parseOrNull(source);
  if (root !== null) walk(root, new Set());
  return { names, secrets };
}

/** What does not parse is reported, with its place, by the compilation that follows. */
function parseOrNull(source: string): ASTNode | null {
  try {
    return eventEnvironment.parse(source).ast;
  } catch {
    return null;
  }
}

/** The refusal of a template at a path such as `with.body.text`. */
export function invalidTemplate(path: string, reason: string): AutomationError {
  return new AutomationError('template_invalid', `${path} is not valid: ${reason}.`, {
    issues: [{ path, message: reason }],
  });
}
