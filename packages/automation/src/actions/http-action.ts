import { z } from 'zod';
import type { Action } from '../action.ts';
import { urlProblem } from './http/follow-redirects.ts';
import {
  normalHeaders,
  type RequestHeaders,
  requestHeadersSchema,
} from './http/request-headers.ts';
import { type HttpClient, sendRequest } from './http/send-request.ts';
import { parseParameters } from './parse-parameters.ts';

const maxRedirects = 5;

/** A URL that a request can be sent to, by what it looks like; its address is checked on connecting. */
export const requestUrlSchema = z
  .string('must be a text')
  .max(8192, 'must have at most 8192 characters')
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    const problem = url === null ? 'must be a URL' : urlProblem(url);
    if (url !== null && problem === null) return url;
    context.addIssue({ code: 'custom', message: problem ?? 'must be a URL' });
    return z.NEVER;
  });

export const requestTimeoutSchema = z
  .number('must be a number')
  .positive('must be above 0')
  .max(3600, 'must be at most 3600');

const parametersSchema = z
  .strictObject({
    url: requestUrlSchema,
    method: z
      .enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], 'must be GET, POST, PUT, PATCH or DELETE')
      .default('POST'),
    headers: requestHeadersSchema.default({}),
    /** A string is sent as it is, anything else as JSON; left out or null: no body. */
    body: z.unknown().optional(),
    timeout_seconds: requestTimeoutSchema.default(30),
  })
  .refine(({ method, body }) => method !== 'GET' || body === undefined || body === null, {
    path: ['body'],
    message: 'must be left out of a GET',
  });

/**
 * `core.http`: sends one request and follows up to five redirects. The result is
 * `{ status, headers, body, bytes, body_truncated_bytes, redirects, duration_ms }`, also of a
 * request that fails by its status; 64 KiB of the body are kept.
 */
export function httpAction(client: HttpClient): Action {
  return {
    ref: 'core.http',
    async run({ parameters, signal, redact }) {
      const { url, method, headers, body, timeout_seconds } = parseParameters({
        action: 'core.http',
        schema: parametersSchema,
        parameters,
      });
      const sent = bodyOf(body);
      return await sendRequest({
        client,
        request: {
          url,
          method,
          headers: { ...sent.headers, ...normalHeaders(headers) },
          body: sent.text,
          timeoutSeconds: timeout_seconds,
          maxRedirects,
        },
        signal,
        redact,
      });
    },
  };
}

function bodyOf(body: unknown): {
  readonly text: string | undefined;
  readonly headers: RequestHeaders;
} {
  if (body === undefined || body === null) return { text: undefined, headers: {} };
  if (typeof body === 'string') {
    return { text: body, headers: { 'content-type': 'text/plain; charset=utf-8' } };
  }
  return { text: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}
