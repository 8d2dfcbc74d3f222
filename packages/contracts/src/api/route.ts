import type { z } from 'zod';
import type { ProblemCode } from '../problem.ts';
import type { Scope } from '../scope.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A successful answer. `headers` maps header names to what they say. */
export interface AnswerSpec {
  readonly description: string;
  readonly schema: z.ZodType;
  readonly example: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** `application/json` unless said otherwise. */
  readonly mediaType?: string;
}

/**
 * One route as plain data: server, OpenAPI document, clients and tests are made from it.
 * `path` is a template with `{name}` parameters; a value fills one segment, percent-encoded.
 * Every route may also answer what `commonProblems` of the server's middleware gives.
 */
export interface RouteSpec {
  readonly method: Method;
  readonly path: string;
  /** What the token of a caller must include. */
  readonly scope: Scope;
  /** True when it lets in whoever asks, without a token. */
  readonly open?: true;
  readonly tag: RouteTag;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: {
    readonly schema: z.ZodType;
    readonly example: unknown;
    /** True when the request may come without a body. */
    readonly optional?: boolean;
  };
  /** True when the body is taken as it comes, of any type; the handler reads and checks it. */
  readonly rawBody?: true;
  readonly answers: Readonly<Record<number, AnswerSpec>>;
  /** The problems that this route answers by itself. */
  readonly problems: readonly ProblemCode[];
}

export type RouteTag =
  | 'codebases'
  | 'symbols'
  | 'knowledge'
  | 'architecture'
  | 'events'
  | 'executions'
  | 'rules'
  | 'history'
  | 'access'
  | 'system';

/** Keeps the exact type of a route while checking it against `RouteSpec`. */
export function defineRoute<const R extends RouteSpec>(route: R): R {
  return route;
}

type Part<R, K extends 'params' | 'query'> = R extends {
  readonly [P in K]: infer S extends z.ZodType;
}
  ? z.output<S>
  : Readonly<Record<never, never>>;

/** Path parameters, parsed. */
export type RouteParams<R extends RouteSpec> = Part<R, 'params'>;

/** Query parameters, parsed, with defaults filled in. */
export type RouteQuery<R extends RouteSpec> = Part<R, 'query'>;

/** The request body, parsed. */
export type RouteBody<R extends RouteSpec> = R extends {
  readonly body: { readonly schema: infer S extends z.ZodType; readonly optional: true };
}
  ? z.output<S> | undefined
  : R extends { readonly body: { readonly schema: infer S extends z.ZodType } }
    ? z.output<S>
    : undefined;

/** The request body as a client may send it. */
export type RouteBodyInput<R extends RouteSpec> = R extends {
  readonly body: { readonly schema: infer S extends z.ZodType };
}
  ? z.input<S>
  : undefined;

/** The successful answers as a client gets them, one `{ status, body }` for each status. */
export type RouteAnswer<R extends RouteSpec> = {
  [K in keyof R['answers'] & number]: R['answers'][K] extends {
    readonly schema: infer S extends z.ZodType;
  }
    ? { readonly status: K; readonly body: z.output<S> }
    : never;
}[keyof R['answers'] & number];

type ReadonlyDeep<T> = T extends readonly (infer Item)[]
  ? readonly ReadonlyDeep<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> }
    : T;

/** The successful answers as a server may give them. */
export type RouteReply<R extends RouteSpec> = ReadonlyDeep<RouteAnswer<R>>;
