import { z } from 'zod';

/** Set by the client itself; from outside they could make one request look like another. */
const ownHeaders = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** They say nothing of who asks, so another site may see them. */
const anonymousHeaders = new Set(['accept', 'accept-language', 'content-type', 'user-agent']);

const nameFormat = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const valueFormat = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers as they are given in parameters. */
export const requestHeadersSchema = z.record(
  z
    .string()
    .regex(nameFormat, 'is not the name of a header')
    .refine((name) => !ownHeaders.has(name.toLowerCase()), 'is set by the client itself'),
  z
    .string('must be a text')
    .max(8192, 'must have at most 8192 characters')
    .regex(valueFormat, 'must not contain line breaks or characters beyond Latin-1'),
);

export type RequestHeaders = Readonly<Record<string, string>>;

/** By names in small letters, so that each is there once. */
export function normalHeaders(headers: RequestHeaders): RequestHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

/**
 * What is left of the headers when a redirect leads to another site: any of the others could be a
 * credential, not only `authorization` and `cookie`.
 */
export function withoutCredentials(headers: RequestHeaders): RequestHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => anonymousHeaders.has(name)));
}
