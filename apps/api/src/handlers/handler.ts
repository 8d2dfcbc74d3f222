import type {
  RouteBody,
  RouteName,
  RouteParams,
  RouteQuery,
  RouteReply,
  RouteSpec,
  Routes,
} from '@clew/contracts/api';
import type { Actor } from '../access/actor.ts';
import type { ApiContext } from '../api-context.ts';

/** A request whose parts were checked against the route. */
export interface Call<R extends RouteSpec> {
  readonly ctx: ApiContext;
  readonly params: RouteParams<R>;
  readonly query: RouteQuery<R>;
  readonly body: RouteBody<R>;
  readonly headers: Headers;
  /** Takes in the bytes of a raw body. @throws ApiError `payload_too_large` */
  readonly readBody: (maxBytes: number) => Promise<Uint8Array>;
  /** Whoever asks; `anonymous` on an open route. */
  readonly actor: Actor;
  /** Says who it was, where the request itself shows it. */
  readonly become: (actor: Actor) => void;
  /** The network address of the client. */
  readonly address: string | null;
  /** Aborts when the client hangs up, so that nobody goes on working for it. */
  readonly signal: AbortSignal;
}

/** The answers that are written while they last. */
type StreamReply<R extends RouteSpec> = {
  [K in keyof R['answers'] & number]: R['answers'][K] extends {
    readonly mediaType: 'text/event-stream';
  }
    ? { readonly status: K; readonly body: ReadableStream<Uint8Array> }
    : never;
}[keyof R['answers'] & number];

export type Reply<R extends RouteSpec> = (RouteReply<R> | StreamReply<R>) & {
  readonly headers?: Readonly<Record<string, string>>;
};

/** Answers a route. Errors are thrown as `ClewError`s. */
export type Handler<R extends RouteSpec> = (call: Call<R>) => Promise<Reply<R>>;

/** One handler for every route of the contracts: a missing one does not compile. */
export type Handlers = { readonly [Name in RouteName]: Handler<Routes[Name]> };
