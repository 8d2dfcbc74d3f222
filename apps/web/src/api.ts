import { type Problem, problemSchema } from '@clew/contracts';
import {
  type AnswerSpec,
  type RouteAddress,
  type RouteAnswer,
  type RouteBodyInput,
  type RouteSpec,
  routeUrl,
} from '@clew/contracts/api';
import { ApiError } from './api-error.ts';

/** Something between the page and the API gave up waiting. */
const requestTimeout = 408;

/** What a call needs beyond its address. */
export interface CallOptions<R extends RouteSpec> {
  readonly body?: RouteBodyInput<R>;
  readonly signal?: AbortSignal;
}

/**
 * Asks the API and answers only what the contract's schema accepted.
 *
 * @throws ApiError for a problem, for no answer, and for an answer of another shape. An aborted
 * request rejects with the signal's own reason.
 */
export async function call<R extends RouteSpec>(
  route: R,
  address: RouteAddress<R>,
  options: CallOptions<R> = {},
): Promise<RouteAnswer<R>['body']> {
  const url = routeUrl(route, address);
  const response = await send(url, route.method, options.body, options.signal);
  const answer: AnswerSpec | undefined = route.answers[response.status];
  if (answer === undefined) throw await refusal(response, url);
  const parsed = answer.schema.safeParse(await readJson(response, url));
  if (parsed.success) return asAnswerOf<R>(parsed.data);
  throw ApiError.unexpected(
    url,
    parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  );
}

async function send(
  url: string,
  method: string,
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const headers = new Headers({ accept: 'application/json, application/problem+json' });
  const init: RequestInit = { method: method.toUpperCase(), headers };
  if (body !== undefined) {
    headers.set('content-type', 'application/json');
    init.body = JSON.stringify(body);
  }
  if (signal !== undefined) init.signal = signal;
  try {
    return await fetch(url, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw ApiError.unreachable('The request got no answer.', error);
  }
}

async function refusal(response: Response, url: string): Promise<ApiError> {
  const problem = await readProblem(response);
  if (problem !== null) return ApiError.ofProblem(problem, waitOf(response));
  if (response.status >= 500 || response.status === requestTimeout) {
    return ApiError.unreachable(`The request was answered with status ${response.status}.`);
  }
  return ApiError.unexpected(url, [{ path: 'status', message: `was ${response.status}` }]);
}

/** What `Retry-After` says, in milliseconds; null when it names no number of seconds. */
function waitOf({ headers }: Response): number | null {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

async function readProblem(response: Response): Promise<Problem | null> {
  if (!response.headers.get('content-type')?.includes('application/problem+json')) return null;
  const parsed = problemSchema.safeParse(await readJson(response, response.url));
  return parsed.success ? parsed.data : null;
}

async function readJson(response: Response, url: string): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw ApiError.unexpected(url, [{ path: '', message: 'is not JSON' }]);
  }
}

/** The value came out of the schema that the route names for this status, which is the type. */
function asAnswerOf<R extends RouteSpec>(body: unknown): RouteAnswer<R>['body'] {
  return body as RouteAnswer<R>['body'];
}
