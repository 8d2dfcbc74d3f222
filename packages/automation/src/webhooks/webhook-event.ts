import { createHash } from 'node:crypto';
import type { JsonValue, NewEvent, WebhookScheme } from '@clew/contracts';
import { readWebhookBody } from './read-webhook-body.ts';
import type { WebhookCall } from './verify-webhook.ts';

/** Headers that say what happened; those that could prove anything to anybody are never kept. */
const telling = /^(?:content-type|user-agent|(?:x|ce|webhook)-.+)$/;
const secretive = /signature|token|secret|key|auth|cookie|password|session|forwarded|real-ip/;

/** Longest idempotency key of an event. */
const maxKeyLength = 255;

/**
 * The event of a genuine call: the body, the headers that say what happened, and the sender's name
 * of the event, if it gave one. What the sender repeats has the same idempotency key.
 *
 * @throws AutomationError `webhook_body_invalid`
 */
export function webhookEvent({
  sensor,
  trigger_ref,
  scheme,
  call,
}: {
  /** Its ref. */
  readonly sensor: string;
  readonly trigger_ref: string;
  readonly scheme: WebhookScheme;
  readonly call: WebhookCall;
}): NewEvent {
  const { headers } = call;
  const body = readWebhookBody({ body: call.body, contentType: headers.get('content-type') });
  const delivery = deliveryOf(scheme, headers, body);
  return {
    trigger_ref,
    source_ref: sensor,
    payload: {
      sensor,
      event: eventNameOf(headers, body),
      body,
      headers: Object.fromEntries(
        [...headers].filter(([name]) => telling.test(name) && !secretive.test(name)),
      ),
    },
    ...(delivery === null ? {} : { idempotency_key: keyOf(`${sensor} ${delivery}`) }),
  };
}

/** What the sender calls this delivery; another attempt at it has the same name. */
function deliveryOf(
  scheme: WebhookScheme,
  headers: WebhookCall['headers'],
  body: JsonValue,
): string | null {
  switch (scheme) {
    case 'github':
      return headers.get('x-github-delivery') ?? null;
    case 'standard':
      return headers.get('webhook-id') ?? null;
    case 'stripe':
      return textIn(body, 'id');
    case 'none':
      return headers.get('x-github-delivery') ?? headers.get('webhook-id') ?? null;
    default:
      return scheme satisfies never;
  }
}

function eventNameOf(headers: WebhookCall['headers'], body: JsonValue): string | null {
  return headers.get('x-github-event') ?? headers.get('x-gitlab-event') ?? textIn(body, 'type');
}

function textIn(body: JsonValue, field: string): string | null {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return null;
  const value: unknown = Reflect.get(body, field);
  return typeof value === 'string' && value !== '' ? value : null;
}

function keyOf(text: string): string {
  return text.length <= maxKeyLength && !text.includes('\0')
    ? text
    : createHash('sha256').update(text).digest('hex');
}
