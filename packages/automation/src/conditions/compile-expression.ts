import {
  type ASTNode,
  TypeError as CelTypeError,
  type Environment,
  EvaluationError,
  ParseError,
} from '@marcbachmann/cel-js';
import { AutomationError } from '../automation-error.ts';
import { linearMatches } from './cel-environments.ts';
import { comprehensionNesting, eachNode } from './expression-nodes.ts';
import { linearRegex } from './linear-regex.ts';
import { sourcePosition, underline } from './source-position.ts';

/** Longest source of one expression, in UTF-16 units. */
export const maxExpressionLength = 4096;

/** Deepest nesting of `all`, `exists`, `exists_one`, `map` and `filter` in one another. */
export const maxComprehensionNesting = 3;

/** A checked expression. It holds no state between evaluations. */
export interface CompiledExpression {
  readonly source: string;
  readonly ast: ASTNode;
  /** The type that the check inferred: `bool`, `string`, `dyn`, … */
  readonly type: string;
  readonly nesting: number;
  /** Whether it can make lists as long as its texts. */
  readonly splits: boolean;
  /** Evaluates over the variables of its environment. Throws what the library throws. */
  readonly run: (variables: Readonly<Record<string, unknown>>) => unknown;
}

/**
 * Parses and type-checks a CEL expression, with its regular expressions as far as they are literal.
 *
 * @throws AutomationError with the given code, the position and an issue at `<path>:<line>:<column>`.
 */
export function compileExpression(input: {
  readonly source: string;
  readonly environment: Environment;
  readonly code: 'condition_invalid' | 'template_invalid';
  /** Names the expression in the message and the issue, e.g. `when`. */
  readonly path: string;
}): CompiledExpression {
  const { source, environment } = input;
  const refuse = (reason: string, offset: number, end: number, cause?: unknown) => {
    const position = sourcePosition(source, offset, end);
    const { line, column } = position;
    return new AutomationError(
      input.code,
      `${input.path} is not valid at line ${line}, column ${column}: ${reason}`,
      {
        position,
        issues: [
          {
            path: `${input.path}:${line}:${column}`,
            message: `${reason}\n${underline(source, position)}`,
          },
        ],
        ...(cause === undefined ? {} : { cause }),
      },
    );
  };

  if (source.length > maxExpressionLength) {
    throw refuse(
      `an expression may have ${maxExpressionLength} characters, but this one has ${source.length}`,
      maxExpressionLength,
      source.length,
    );
  }
  const parsed = (() => {
    try {
      return environment.parse(source);
    } catch (error) {
      const range = error instanceof ParseError ? error.range : undefined;
      throw refuse(celReason(error), range?.start ?? 0, range?.end ?? 0, error);
    }
  })();

  let splits = false;
  for (const node of eachNode(parsed.ast)) {
    if (node.op === 'id' && node.args === 'cel') {
      throw refuse(
        'cel.bind is not supported; write the value where it is used',
        node.start,
        node.end,
      );
    }
    if (node.op === 'rcall' && node.args[0] === 'split') splits = true;
    const pattern = regexOf(node);
    if (pattern?.op === 'value' && typeof pattern.args === 'string') {
      try {
        linearRegex(pattern.args);
      } catch (error) {
        throw refuse(regexReason(error), pattern.start, pattern.end, error);
      }
    }
    // The parsed tree is private to this expression; its method is renamed before the check binds it.
    if (node.op === 'rcall' && node.args[0] === 'matches') node.args[0] = linearMatches;
  }
  const nesting = comprehensionNesting(parsed.ast);
  if (nesting > maxComprehensionNesting) {
    throw refuse(
      `all, exists, map and filter may be nested ${maxComprehensionNesting} deep, not ${nesting}`,
      parsed.ast.start,
      parsed.ast.end,
    );
  }
  const checked = parsed.check();
  if (!checked.valid) {
    const range = checked.error?.range;
    throw refuse(celReason(checked.error), range?.start ?? 0, range?.end ?? 0, checked.error);
  }
  return { source, ast: parsed.ast, type: checked.type ?? 'dyn', nesting, splits, run: parsed };
}

/** The pattern's node when the node is a call of `matches`. */
function regexOf(node: ASTNode): ASTNode | undefined {
  if (node.op === 'rcall' && node.args[0] === 'matches') return node.args[2][0];
  if (node.op === 'call' && node.args[0] === 'matches') return node.args[1][1];
  return undefined;
}

function regexReason(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `not a regular expression of RE2: ${reason}`;
}

/** What the library says went wrong, in one line and with the names that the author wrote. */
export function celReason(error: unknown): string {
  const summary =
    error instanceof ParseError || error instanceof EvaluationError || error instanceof CelTypeError
      ? error.summary
      : error instanceof Error
        ? error.message
        : String(error);
  return summary.replaceAll(linearMatches, 'matches');
}
