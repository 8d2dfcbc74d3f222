import { ClewError, type Problem, problemSchema } from '@clew/contracts';
import {
  type AnswerSpec,
  type RouteAddress,
  type RouteAnswer,
  type RouteBodyInput,
  type RouteSpec,
  routeUrl,
} from '@clew/contracts/api';
import { CliError } from '../cli-error.ts';
import type { Connection } from './connection.ts';

export interface CallOptions<R extends RouteSpec> {
  readonly address: RouteAddress<R>;
  readonly body?: RouteBodyInput<R>;
  readonly signal?: AbortSignal;
}

/**
 * Asks the API and answers only what the contract's schema accepted.
 *
 * @throws ClewError of the API's problem; CliError `api_unreachable`, `api_unexpected`
 */
export async function callApi<R extends RouteSpec>(
  connection: Connection,
  route: R,
  { address, body, signal }: CallOptions<R>,
): Promise<RouteAnswer<R>['body']> {
  const path = routeUrl(route, address);
  const response = await sendRequest(connection, path, {
    method: route.method.toUpperCase(),
    headers: {
      accept: 'application/json, application/problem+json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  const answer: AnswerSpec | undefined = route.answers[response.status];
  if (answer === undefined) throw await refusalOf(response);
  const parsed = answer.schema.safeParse(await readJson(response));
  if (parsed.success) return asAnswerOf<R>(parsed.data);
  throw unexpected(response, 'with something that its contract does not allow');
}

/** Sends a request with the token. @throws CliError `api_unreachable`; the signal's reason */
export async function sendRequest(
  { url, token }: Connection,
  path: string,
  init: RequestInit & { readonly headers: Readonly<Record<string, string>> },
): Promise<Response> {
  try {
    return await fetch(`${url}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
    });
  } catch (cause) {
    init.signal?.throwIfAborted();
    throw new CliError(
      'api_unreachable',
      `The API does not answer at ${url} (${reasonOf(cause)}). Start it (\`pnpm dev\`), or set CLEW_API_URL to where it runs.`,
      { cause },
    );
  }
}

/** What the API said instead of an answer. */
export async function refusalOf(response: Response): Promise<ClewError> {
  const isProblem = response.headers.get('content-type')?.includes('application/problem+json');
  const parsed = problemSchema.safeParse(isProblem === true ? await readJson(response) : null);
  if (!parsed.success) return unexpected(response, `with status ${response.status}`);
  return problemError(parsed.data);
}

function problemError({ code, detail, issues = [], suggestions = [] }: Problem): ClewError {
  const list = issues.map(({ path, message }) => `\n  ${path === '' ? '' : `${path}: `}${message}`);
  return new ClewError(code, code, `${detail}${list.join('')}`, { issues, suggestions });
}

function unexpected(response: Response, how: string): CliError {
  return new CliError(
    'api_unexpected',
    `${response.url} answered ${how}. Is it the API of Clew, in the version of this command line? Check CLEW_API_URL.`,
  );
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw unexpected(response, 'with something that is not JSON');
  }
}

/** The innermost reason of a failed request; `fetch failed` alone tells nobody anything. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error && error.message === 'fetch failed')
    return reasonOf(error.cause);
  if ('code' in error && error.code === 'ECONNREFUSED') return 'connection refused';
  return error.message === '' && 'code' in error ? String(error.code) : error.message;
}

/** The value came out of the schema that the route names for this status, which is the type. */
function asAnswerOf<R extends RouteSpec>(body: unknown): RouteAnswer<R>['body'] {
  return body as RouteAnswer<R>['body'];
}
