import type { DetectorRule } from '@clew/contracts';
import ts from 'typescript';
import type { RuleMatch, Span } from '../match-rules.ts';
import { isOfModules } from '../module-match.ts';
import { bareExpression } from './bare-expression.ts';
import { nodeAt } from './node-at.ts';
import type { SymbolFinder } from './symbol-finder.ts';
import { type ValueOrigin, valueOrigin } from './value-origin.ts';

type Origin = NonNullable<DetectorRule['origin']>;

/**
 * Whether what a rule matched really comes from its modules: by the imports of the file, and where
 * these do not tell, by what the compiler resolved at that place.
 */
export function checkOrigin(
  { file, symbols }: { readonly file: ts.SourceFile; readonly symbols: SymbolFinder },
  { rule, captures, span }: RuleMatch,
): boolean {
  const { origin } = rule;
  if (origin === undefined) return true;
  const [of] = captures.get(origin.of) ?? [];
  const node = of === undefined ? null : (nodeAt(file, of) ?? tagAt(file, span));
  if (node === null || !ts.isExpression(node)) return false;
  const verdict = judge(valueOrigin(node), origin);
  if (verdict !== null) return verdict;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
    return symbols.reaches(parent.name, origin, 'holder');
  }
  if (ts.isElementAccessExpression(parent) && parent.expression === node) {
    return symbols.reaches(parent, origin, 'any member');
  }
  const own = ownName(node);
  return own !== null && symbols.reaches(own, origin, 'itself');
}

/** The tag of a template with types, which the grammar of ast-grep reads as something else. */
function tagAt(file: ts.SourceFile, span: Span): ts.Expression | null {
  const node = nodeAt(file, span);
  if (node === null || !ts.isExpression(node)) return null;
  const bare = bareExpression(node);
  return ts.isTaggedTemplateExpression(bare) ? bare.tag : null;
}

/** Null where the file does not tell. */
function judge(found: ValueOrigin, origin: Origin): boolean | null {
  switch (found.kind) {
    case 'import': {
      if (!isOfModules(found.module, origin.modules)) {
        return found.module.startsWith('node:') ? false : null;
      }
      if (origin.except?.some((name) => name === found.name || found.steps.includes(name))) {
        return false;
      }
      return isOfKind(found.name, found.steps, origin);
    }
    case 'global':
      return origin.globals?.includes(found.name) === true;
    case 'local':
      return false;
    case 'unknown':
      return null;
    default:
      return found satisfies never;
  }
}

/**
 * Whether the way from an import to a value keeps to what the rule is about: the import, what it
 * makes, and what members of that hand on.
 */
function isOfKind(name: string, steps: readonly string[], origin: Origin): boolean {
  const { names, yields, made } = origin;
  const counts = (one: string): boolean => names === undefined || names.includes(one);
  const isWhole = name === '*' || name === 'default';
  const [first = '', second] = steps;
  // `pg.Pool` is what `{ Pool }` would have been.
  const isMember = isWhole && names?.includes(first) === true && second !== undefined;
  if (!counts(name) && !isMember) return false;
  let isMade = false;
  for (const [at, step] of steps.entries()) {
    if (step === '()' || step === 'new') {
      const before = steps[at - 1];
      const isFirst = at === 0 || (at === 1 && isMember);
      if (yields === 'any') continue;
      if (!isFirst && before !== undefined && step === '()' && yields.includes(before)) continue;
      if (
        isMade ||
        !made ||
        (!isFirst && (before === undefined || names?.includes(before) !== true))
      ) {
        return false;
      }
      isMade = true;
    }
  }
  return true;
}

/** The last name of an expression: that of the value itself. */
function ownName(node: ts.Expression): ts.Node | null {
  const bare = bareExpression(node);
  if (ts.isIdentifier(bare)) return bare;
  return ts.isPropertyAccessExpression(bare) ? bare.name : null;
}
