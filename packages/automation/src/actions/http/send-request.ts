import type { LookupFunction } from 'node:net';
import type { JsonValue } from '@clew/contracts';
import type { Dispatcher } from 'undici';
import { AutomationError } from '../../automation-error.ts';
import type { Redact } from '../../secrets/redact.ts';
import { type Capture, createCapture } from '../capture.ts';
import type { PrivateTargets } from './allowed-targets.ts';
import { followRedirects } from './follow-redirects.ts';
import { createGuardedAgent } from './guarded-agent.ts';
import type { HttpRequest } from './http-request.ts';
import { retryAfterSeconds } from './retry-after.ts';

/** What requests of this worker may do. */
export interface HttpClient {
  readonly allowed: PrivateTargets;
  /** Answers the addresses of a name; the system's resolver when left out. */
  readonly lookup?: LookupFunction;
}

/** How much of an answer's body is kept; the rest is only counted. */
const keptBodyBytes = 64 * 1024;
const keptHeaders = [
  'content-type',
  'content-length',
  'date',
  'etag',
  'last-modified',
  'location',
  'retry-after',
  'x-request-id',
];

/**
 * Sends a request through connections whose addresses are checked, and follows redirects.
 *
 * @throws AutomationError `http_refused` for a target that is not allowed; `http_failed` when no
 * answer came (retryable) or it has a status of 400 and above (retryable from 500 on, and for 429, not
 * before its `Retry-After`), then with the answer as its `result`.
 */
export async function sendRequest(input: {
  readonly client: HttpClient;
  readonly request: HttpRequest;
  readonly signal: AbortSignal;
  readonly redact: Redact;
}): Promise<{ readonly [key: string]: JsonValue }> {
  const { client, request: asked, signal, redact } = input;
  const timeout = AbortSignal.timeout(asked.timeoutSeconds * 1000);
  const agent = createGuardedAgent(client);
  const started = performance.now();
  try {
    const { answer, url, redirects } = await followRedirects({
      agent,
      request: asked,
      signal: AbortSignal.any([signal, timeout]),
    });
    const body = createCapture({ head: keptBodyBytes, tail: 0, redact });
    await drain(answer, body);
    const { text, bytes, truncatedBytes } = body.end();
    const result = {
      status: answer.statusCode,
      headers: keptOf(answer),
      body: text,
      bytes,
      body_truncated_bytes: truncatedBytes,
      redirects,
      duration_ms: Math.round(performance.now() - started),
    };
    if (answer.statusCode >= 400) throw failedStatus({ method: asked.method, url, result });
    return result;
  } catch (error) {
    signal.throwIfAborted();
    throw requestError({ error, request: asked, timedOut: timeout.aborted });
  } finally {
    await agent.destroy();
  }
}

async function drain(answer: Dispatcher.ResponseData, into: Capture): Promise<void> {
  for await (const chunk of answer.body) into.write(chunk);
}

function keptOf(answer: Dispatcher.ResponseData): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = answer.headers[name];
    if (value !== undefined) kept[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return kept;
}

/** Messages name only the origin: the rest of a URL is often a credential. */
function failedStatus(input: {
  readonly method: string;
  readonly url: URL;
  readonly result: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly [key: string]: JsonValue;
  };
}): AutomationError {
  const { method, url, result } = input;
  const { 'retry-after': retryAfter, date } = result.headers;
  return new AutomationError(
    'http_failed',
    `${method} ${url.origin} was answered with status ${result.status}.`,
    {
      result,
      retryable: result.status >= 500 || result.status === 429,
      retryAfterSeconds: retryAfterSeconds({ retryAfter, date, now: new Date() }) ?? undefined,
    },
  );
}

function requestError(input: {
  readonly error: unknown;
  readonly request: HttpRequest;
  readonly timedOut: boolean;
}): AutomationError {
  const { error, request: asked, timedOut } = input;
  if (error instanceof AutomationError) return error;
  const what = `${asked.method} ${asked.url.origin}`;
  if (timedOut) {
    return new AutomationError(
      'http_failed',
      `${what} was not answered within ${asked.timeoutSeconds} s.`,
      { cause: error, retryable: true },
    );
  }
  return new AutomationError('http_failed', `${what} failed: ${reason(error)}`, {
    cause: error,
    retryable: true,
  });
}

/** When every address of a name failed, the error of all of them has no message of its own. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join('; ');
  return error instanceof Error ? error.message : String(error);
}
