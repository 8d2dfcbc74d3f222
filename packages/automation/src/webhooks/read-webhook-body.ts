import { type JsonValue, jsonFault } from '@clew/contracts';
import { AutomationError } from '../automation-error.ts';

/**
 * The body of a webhook's call as a document: JSON, a form as an object of its fields (a field that
 * comes several times is a list), or text. A form whose one field `payload` holds JSON, as GitHub
 * sends it, is that JSON. Without a type it is JSON if it can be read as that.
 *
 * @throws AutomationError `webhook_body_invalid`
 */
export function readWebhookBody({
  body,
  contentType,
}: {
  readonly body: Uint8Array;
  readonly contentType: string | undefined;
}): JsonValue {
  const text = textOf(body);
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json' || /^application\/.+\+json$/.test(type)) return jsonOf(text);
  if (type === 'application/x-www-form-urlencoded') return formOf(text);
  if (type === '') return jsonOrText(text);
  if (type.startsWith('text/') || type === 'application/xml') return text;
  throw new AutomationError(
    'webhook_body_invalid',
    `A body of the type ${type.slice(0, 100)} cannot be taken. Send JSON, a form or text.`,
  );
}

function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (cause) {
    throw new AutomationError('webhook_body_invalid', 'The body is not UTF-8.', { cause });
  }
}

function jsonOf(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new AutomationError(
      'webhook_body_invalid',
      `The body cannot be read as JSON: ${jsonFault(cause)}.`,
      { cause },
    );
  }
}

function jsonOrText(text: string): JsonValue {
  if (text === '') return null;
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function formOf(text: string): JsonValue {
  const form = new URLSearchParams(text);
  const names = new Set(form.keys());
  const payload = form.get('payload');
  if (names.size === 1 && payload !== null) return jsonOrText(payload);
  return Object.fromEntries(
    [...names].map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
