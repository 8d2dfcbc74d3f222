import type { JsonValue } from '@clew/contracts';
import { eventEnvironment, runEnvironment } from '../conditions/cel-environments.ts';
import { isList } from '../conditions/cel-value.ts';
import { type CompiledExpression, compileExpression } from '../conditions/compile-expression.ts';
import { invalidTemplate, readVariables } from './read-variables.ts';
import { splitTemplate } from './split-template.ts';

/** A piece of an interpolated text. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  /** Known when the event is evaluated. */
  | { readonly kind: 'event'; readonly expression: CompiledExpression }
  /** Known when the execution starts: kept as its source until then. */
  | { readonly kind: 'run'; readonly source: string };

/** A template of JSON, prepared for rendering. */
export type TemplateNode =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly TemplateNode[] }
  | {
      readonly kind: 'object';
      readonly entries: readonly { readonly key: string; readonly node: TemplateNode }[];
    }
  /** One expression and nothing around it: the value keeps its type. */
  | {
      readonly kind: 'value';
      readonly path: string;
      readonly part: Exclude<TextPart, { kind: 'text' }>;
    }
  | { readonly kind: 'text'; readonly path: string; readonly parts: readonly TextPart[] };

export interface CompiledTemplate {
  readonly root: TemplateNode;
  /** Names of the secrets that a run will need, sorted. */
  readonly secrets: readonly string[];
}

/** Most expressions of one template. */
const maxExpressions = 1000;

/**
 * Checks a rule's parameters: JSON whose strings may hold `${{ CEL }}`. To be called when the rule is
 * saved and again when it is loaded.
 *
 * An expression reads either `event` and `rule`, or `secrets.NAME` and `enforcement.id`. The first kind
 * is rendered when the rule matches, the second when the execution starts, so one expression cannot
 * mix them; a string may hold expressions of both kinds.
 *
 * @throws AutomationError `template_invalid` with issues at `with.<path>:<line>:<column>`, line and
 * column counting in the expression.
 */
export function compileTemplate(
  json: JsonValue,
  options: { readonly path?: string } = {},
): CompiledTemplate {
  const secrets = new Set<string>();
  let expressions = 0;

  const compilePart = (source: string, path: string): Exclude<TextPart, { kind: 'text' }> => {
    expressions += 1;
    if (expressions > maxExpressions) {
      throw invalidTemplate(
        path,
        `a template may have ${maxExpressions} expressions, and this has more`,
      );
    }
    const reads = readVariables(source, path);
    const needsRun = reads.names.has('secrets') || reads.names.has('enforcement');
    if (needsRun && (reads.names.has('event') || reads.names.has('rule'))) {
      throw invalidTemplate(
        path,
        `\${{ ${source} }} mixes what is known when the event is evaluated (event, rule) with what ` +
          'is known only when the action runs (secrets, enforcement). Write two expressions side by ' +
          `side, such as "\${{ secrets.PREFIX }}\${{ event.payload.name }}"`,
      );
    }
    for (const name of reads.secrets) secrets.add(name);
    const environment = needsRun ? runEnvironment : eventEnvironment;
    const expression = compileExpression({ source, environment, code: 'template_invalid', path });
    return needsRun ? { kind: 'run', source } : { kind: 'event', expression };
  };

  const compileText = (text: string, path: string): TemplateNode => {
    const parts = splitTemplate(text);
    if ('kind' in parts) {
      throw invalidTemplate(
        path,
        `the \${{ at character ${parts.offset + 1} has no }}. Write $\${{ for the characters themselves`,
      );
    }
    const [first] = parts;
    if (first === undefined) return { kind: 'literal', value: '' };
    if (parts.length === 1) {
      return first.kind === 'text'
        ? { kind: 'literal', value: first.text }
        : { kind: 'value', path, part: compilePart(first.source, path) };
    }
    return {
      kind: 'text',
      path,
      parts: parts.map((part) => (part.kind === 'text' ? part : compilePart(part.source, path))),
    };
  };

  const compileNode = (value: JsonValue, path: string): TemplateNode => {
    if (typeof value === 'string') return compileText(value, path);
    if (value === null || typeof value !== 'object') return { kind: 'literal', value };
    if (isList(value)) {
      return { kind: 'list', items: value.map((item, at) => compileNode(item, `${path}[${at}]`)) };
    }
    return {
      kind: 'object',
      entries: Object.entries(value).map(([key, item]) => {
        if (key.includes('${{'))
          throw invalidTemplate(`${path}.${key}`, 'a key cannot hold an expression');
        return { key, node: compileNode(item, `${path}.${key}`) };
      }),
    };
  };

  const root = compileNode(json, options.path ?? 'with');
  return { root, secrets: [...secrets].sort() };
}
