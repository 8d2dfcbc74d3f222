import { type JsonValue, maxJsonDocumentBytes } from '@clew/contracts';
import { AutomationError } from '../automation-error.ts';
import {
  type EventFacts,
  EventScope,
  type RuleFacts,
  RuleScope,
} from '../conditions/cel-environments.ts';
import type { CompiledExpression } from '../conditions/compile-expression.ts';
import { type ConditionScope, evaluateExpression } from '../conditions/evaluate-condition.ts';
import { jsonOfCel } from '../conditions/json-of-cel.ts';
import type { CompiledTemplate, TemplateNode, TextPart } from './compile-template.ts';
import { escapeKey, literalConfig, storedTemplateKey } from './stored-template.ts';

/**
 * Renders parameters for an event. What needs a secret or the enforcement stays as a stored template
 * (see `stored-template.ts`), for `resolveSecrets`.
 *
 * In a text, a string stands as it is and any other value as its JSON.
 *
 * @throws AutomationError `template_failed` when an expression fails on this event, e.g. asks for a key
 * that is missing, or when the parameters become larger than a document may be.
 */
export function renderTemplate(
  template: CompiledTemplate,
  facts: { readonly event: EventFacts; readonly rule: RuleFacts },
): JsonValue {
  const scope = { event: new EventScope(facts.event), rule: new RuleScope(facts.rule) };
  return renderInScope(template, scope);
}

/** As `renderTemplate`, over variables that are made once and shared. */
export function renderInScope(template: CompiledTemplate, scope: ConditionScope): JsonValue {
  let rendered = 0;
  /** Counts while rendering, so that many copies of a large event never exist. */
  const count = (path: string, length: number) => {
    rendered += length;
    if (rendered <= maxJsonDocumentBytes) return;
    throw new AutomationError(
      'template_failed',
      `${path} cannot be rendered: the parameters would be larger than ${maxJsonDocumentBytes} bytes.`,
    );
  };

  const evaluate = (expression: CompiledExpression, path: string): JsonValue => {
    const outcome = evaluateExpression(expression, scope);
    if (outcome.kind === 'error') throw failed(path, expression.source, outcome.message);
    try {
      return jsonOfCel(outcome.value);
    } catch (error) {
      throw failed(path, expression.source, error instanceof Error ? error.message : String(error));
    }
  };

  const renderPart = (part: TextPart, path: string): string | { readonly run: string } => {
    if (part.kind === 'run') return { run: part.source };
    const text = part.kind === 'text' ? part.text : textOf(evaluate(part.expression, path));
    count(path, text.length);
    return text;
  };

  const render = (node: TemplateNode): JsonValue => {
    switch (node.kind) {
      case 'literal':
        return node.value;
      case 'list':
        return node.items.map(render);
      case 'object':
        return Object.fromEntries(
          node.entries.map(({ key, node: item }) => [escapeKey(key), render(item)]),
        );
      case 'value': {
        if (node.part.kind === 'run') return { [storedTemplateKey]: { run: node.part.source } };
        const value = evaluate(node.part.expression, node.path);
        count(node.path, JSON.stringify(value).length);
        return literalConfig(value);
      }
      case 'text': {
        const parts = node.parts.map((part) => renderPart(part, node.path));
        return parts.every((part) => typeof part === 'string')
          ? parts.join('')
          : { [storedTemplateKey]: joinTexts(parts) };
      }
    }
  };
  return render(template.root);
}

function failed(path: string, source: string, reason: string): AutomationError {
  return new AutomationError('template_failed', `${path}: \${{ ${source} }} failed: ${reason}`);
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Neighbouring texts become one. */
function joinTexts(
  parts: readonly (string | { readonly run: string })[],
): readonly (string | { readonly run: string })[] {
  const joined: (string | { readonly run: string })[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string')
      joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}
