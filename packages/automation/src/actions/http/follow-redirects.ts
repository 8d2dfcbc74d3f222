import { type Dispatcher, request } from 'undici';
import { AutomationError } from '../../automation-error.ts';
import type { HttpRequest } from './http-request.ts';
import { withoutCredentials } from './request-headers.ts';

interface Followed {
  readonly answer: Dispatcher.ResponseData;
  readonly url: URL;
  readonly redirects: number;
}

/**
 * Sends a request and follows what it is redirected to, the way browsers do: a POST becomes a GET,
 * except by 307 and 308. Each target is checked like the first one.
 */
export async function followRedirects(input: {
  readonly agent: Dispatcher;
  readonly request: HttpRequest;
  readonly signal: AbortSignal;
}): Promise<Followed> {
  const { agent, request: asked, signal } = input;
  let { url, method, headers, body } = asked;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await request(url, {
      dispatcher: agent,
      method,
      headers,
      body: body ?? null,
      signal,
      // The signal ends what takes too long, in whichever phase.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const target = redirectTarget(answer, url);
    if (target === null) return { answer, url, redirects };
    // Nothing of it is used; the connection is closed with it.
    answer.body.on('error', () => {}).destroy();
    if (redirects >= asked.maxRedirects) {
      throw new AutomationError(
        'http_failed',
        `${asked.method} ${asked.url.origin} was redirected to ${target.origin}, which was not followed: at most ${asked.maxRedirects} redirects are.`,
      );
    }
    if (target.origin !== url.origin) headers = withoutCredentials(headers);
    const { statusCode } = answer;
    if (statusCode === 303 || (method === 'POST' && (statusCode === 301 || statusCode === 302))) {
      const { 'content-type': _, ...rest } = headers;
      method = 'GET';
      headers = rest;
      body = undefined;
    }
    url = target;
  }
}

const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** Where an answer leads to, or null when it is the last one. */
function redirectTarget(answer: Dispatcher.ResponseData, from: URL): URL | null {
  const { location } = answer.headers;
  if (!redirectStatuses.has(answer.statusCode) || typeof location !== 'string') return null;
  const target = URL.canParse(location, from.href) ? new URL(location, from) : null;
  const problem = target === null ? 'is not a URL' : urlProblem(target);
  if (target !== null && problem === null) return target;
  throw new AutomationError(
    'http_refused',
    `The redirect of ${from.origin} was not followed: its location ${problem}.`,
  );
}

/** Says why no request can be sent to a URL, or null when one can. */
export function urlProblem(url: URL): string | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return 'must start with http:// or https://';
  }
  if (url.username !== '' || url.password !== '') {
    return 'must not contain a user or a password: use an authorization header';
  }
  return null;
}
