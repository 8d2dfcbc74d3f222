import type { JsonValue } from '@clew/contracts';
import { EvaluationError } from '@marcbachmann/cel-js';
import { AutomationError } from '../automation-error.ts';
import { EnforcementScope, runEnvironment } from '../conditions/cel-environments.ts';
import { isList } from '../conditions/cel-value.ts';
import { compileExpression } from '../conditions/compile-expression.ts';
import { jsonOfCel } from '../conditions/json-of-cel.ts';
import { readVariables } from './read-variables.ts';
import { storedTemplateKey, unescapeKey } from './stored-template.ts';

/** Parameters as their action gets them: never to be stored or logged. */
export interface ResolvedConfig {
  readonly value: JsonValue;
  /** Names of the secrets that went in, sorted. */
  readonly used: readonly string[];
}

/**
 * Resolves the stored templates of rendered parameters, when an execution starts. Strings are not
 * looked into, so text that came from an event stays what it is.
 *
 * @param input.secrets answers the value of a name, or throws `secret_unknown`.
 * @param input.enforcement null for an execution that no rule asked for.
 * @throws AutomationError `secret_unknown`, `template_invalid`, or `template_failed` with a message that shows no value.
 */
export function resolveSecrets(input: {
  readonly config: JsonValue;
  readonly secrets: { readonly resolve: (name: string) => string };
  readonly enforcement: { readonly id: number } | null;
}): ResolvedConfig {
  const used = new Set<string>();

  const run = (source: string): JsonValue => {
    const names = [...readVariables(source, 'with').secrets];
    const values = new Map(names.map((name) => [name, input.secrets.resolve(name)]));
    for (const name of names) used.add(name);
    const expression = compileExpression({
      source,
      environment: runEnvironment,
      code: 'template_invalid',
      path: 'with',
    });
    try {
      return jsonOfCel(
        expression.run({
          secrets: values,
          ...(input.enforcement === null
            ? {}
            : { enforcement: new EnforcementScope(input.enforcement.id) }),
        }),
      );
    } catch (error) {
      // The library's text can quote a value, so only the kind of the failure is told.
      const kind = error instanceof EvaluationError ? error.code : 'not JSON';
      throw new AutomationError('template_failed', `\${{ ${source} }} failed: ${kind}.`);
    }
  };

  const resolvePart = (part: JsonValue): JsonValue => {
    if (typeof part === 'string') return part;
    if (
      part !== null &&
      typeof part === 'object' &&
      !isList(part) &&
      typeof part.run === 'string'
    ) {
      return run(part.run);
    }
    throw malformed();
  };

  const resolve = (json: JsonValue): JsonValue => {
    if (json === null || typeof json !== 'object') return json;
    if (isList(json)) return json.map(resolve);
    const entries = Object.entries(json);
    const stored = Object.hasOwn(json, storedTemplateKey) ? json[storedTemplateKey] : undefined;
    if (stored === undefined) {
      return Object.fromEntries(entries.map(([key, item]) => [unescapeKey(key), resolve(item)]));
    }
    if (entries.length !== 1) throw malformed();
    if (!isList(stored)) return resolvePart(typeof stored === 'string' ? null : stored);
    return stored.map((part) => textOf(resolvePart(part))).join('');
  };

  const value = resolve(input.config);
  return { value, used: [...used].sort() };
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function malformed(): AutomationError {
  return new AutomationError(
    'template_failed',
    `The parameters hold a "${storedTemplateKey}" that no rule rendered. Parameters that are given directly must be made literal before they are stored.`,
  );
}
