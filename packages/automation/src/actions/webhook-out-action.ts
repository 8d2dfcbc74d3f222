import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Action } from '../action.ts';
import { type HttpClient, sendRequest } from './http/send-request.ts';
import { requestTimeoutSchema, requestUrlSchema } from './http-action.ts';
import { parseParameters } from './parse-parameters.ts';

const encodedSecret = /^whsec_[A-Za-z0-9+/]+={0,2}$/;

const parametersSchema = z.strictObject({
  url: requestUrlSchema,
  /** `whsec_` and base64, as the Standard Webhooks have it; any other text is the key itself. */
  secret: z
    .string('must be a text that signs the request')
    .min(6, 'must have at least 6 characters')
    .refine((secret) => !secret.startsWith('whsec_') || encodedSecret.test(secret), {
      message: 'must be base64 after whsec_',
    }),
  body: z.unknown().refine((body) => body !== undefined, 'must be given'),
  timeout_seconds: requestTimeoutSchema.default(30),
});

/**
 * `core.webhook_out`: posts a JSON body, signed by the Standard Webhooks specification
 * (https://www.standardwebhooks.com). Every attempt of an execution has the same `webhook-id`, so
 * that a receiver knows a repetition. Redirects are not followed: the receiver must be the one that
 * was named.
 */
export function webhookOutAction(options: HttpClient & { readonly now?: () => Date }): Action {
  const { now = () => new Date(), ...client } = options;
  return {
    ref: 'core.webhook_out',
    async run({ execution, parameters, signal, redact }) {
      const { url, secret, body, timeout_seconds } = parseParameters({
        action: 'core.webhook_out',
        schema: parametersSchema,
        parameters,
      });
      const text = JSON.stringify(body);
      const id = `msg_${execution.id}`;
      const timestamp = Math.floor(now().getTime() / 1000);
      return await sendRequest({
        client,
        request: {
          url,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'webhook-id': id,
            'webhook-timestamp': String(timestamp),
            'webhook-signature': signWebhook({ id, timestamp, body: text, secret }),
          },
          body: text,
          timeoutSeconds: timeout_seconds,
          maxRedirects: 0,
        },
        signal,
        redact,
      });
    },
  };
}

/**
 * The `webhook-signature` of a message: `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64.
 *
 * @param input.timestamp seconds since 1970
 */
export function signWebhook(input: {
  readonly id: string;
  readonly timestamp: number;
  readonly body: string;
  readonly secret: string;
}): string {
  const { id, timestamp, body, secret } = input;
  const key = encodedSecret.test(secret)
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret, 'utf8');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
