import { type Problem, problemSchema } from '@clew/contracts';
import {
  type AnswerSpec,
  type RouteAddress,
  type RouteAnswer,
  type RouteBodyInput,
  type RouteSpec,
  routeUrl,
} from '@clew/contracts/api';
import { DevError } from './dev-error.ts';

export type Reply<R extends RouteSpec> =
  | { readonly ok: true; readonly body: RouteAnswer<R>['body'] }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Asks the API at `base`. A problem is an answer like any other; the caller decides what it means.
 *
 * @throws DevError `request_failed` when there is no answer, or one that the contract does not know.
 */
export async function askApi<R extends RouteSpec>(input: {
  readonly base: string;
  /** Undefined: the route asks for none. */
  readonly token?: string | undefined;
  readonly route: R;
  readonly address: RouteAddress<R>;
  readonly body?: RouteBodyInput<R>;
  readonly signal: AbortSignal;
}): Promise<Reply<R>> {
  const { base, token, route, address, body, signal } = input;
  const url = new URL(routeUrl(route, address), base);
  const what = `${route.method.toUpperCase()} ${url}`;
  const response = await fetch(url, {
    method: route.method.toUpperCase(),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal,
  }).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw new DevError('request_failed', `${what} got no answer.`, { cause });
  });
  const content: unknown = await response.json().catch(() => null);
  const answer: AnswerSpec | undefined = route.answers[response.status];
  const parsed = answer?.schema.safeParse(content);
  if (parsed?.success) return { ok: true, body: asAnswerOf<R>(parsed.data) };
  const problem = problemSchema.safeParse(content);
  if (problem.success) return { ok: false, problem: problem.data };
  throw new DevError(
    'request_failed',
    `${what} gave an answer that its contract does not know (status ${response.status}).`,
    { cause: parsed?.error },
  );
}

/** The value came out of the schema that the route names for this status, which is the type. */
function asAnswerOf<R extends RouteSpec>(body: unknown): RouteAnswer<R>['body'] {
  return body as RouteAnswer<R>['body'];
}
