import { AutomationError } from '../automation-error.ts';
import { eventEnvironment } from './cel-environments.ts';
import { type CompiledExpression, compileExpression } from './compile-expression.ts';
import { sourcePosition, underline } from './source-position.ts';

/** A rule's checked condition; without an expression it matches every event. */
export interface CompiledCondition {
  readonly source: string | null;
  readonly expression: CompiledExpression | null;
}

/**
 * Checks a rule's condition, to be called when the rule is saved and again when it is loaded.
 *
 * A condition is CEL over `event` and `rule` (see the README for what they hold) and answers a bool.
 * What only the event's JSON decides has the type `dyn`; a condition that is `dyn` as a whole is
 * accepted and must be a bool when it is evaluated.
 *
 * @param source null matches every event.
 * @throws AutomationError `condition_invalid` with `position` and one issue `when:<line>:<column>`.
 */
export function compileCondition(
  source: string | null,
  options: { readonly path?: string } = {},
): CompiledCondition {
  if (source === null) return { source, expression: null };
  const path = options.path ?? 'when';
  const expression = compileExpression({
    source,
    environment: eventEnvironment,
    code: 'condition_invalid',
    path,
  });
  if (expression.type !== 'bool' && expression.type !== 'dyn') {
    const { start, end } = expression.ast;
    const position = sourcePosition(source, start, end);
    const { line, column } = position;
    const reason = `a condition must be a bool, but this is ${expression.type}`;
    throw new AutomationError(
      'condition_invalid',
      `${path} is not valid at line ${line}, column ${column}: ${reason}`,
      {
        position,
        issues: [
          {
            path: `${path}:${line}:${column}`,
            message: `${reason}\n${underline(source, position)}`,
          },
        ],
      },
    );
  }
  return { source, expression };
}
