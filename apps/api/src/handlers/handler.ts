import type {
  RouteBody,
  RouteName,
  RouteParams,
  RouteQuery,
  RouteReply,
  RouteSpec,
  Routes,
} from '@clew/contracts/api';
import type { ApiContext } from '../api-context.ts';

/** A request whose parts were checked against the route. */
export interface Call<R extends RouteSpec> {
  readonly ctx: ApiContext;
  readonly params: RouteParams<R>;
  readonly query: RouteQuery<R>;
  readonly body: RouteBody<R>;
  /** Aborts when the client hangs up, so that nobody goes on working for it. */
  readonly signal: AbortSignal;
}

export type Reply<R extends RouteSpec> = RouteReply<R> & {
  readonly headers?: Readonly<Record<string, string>>;
};

/** Answers a route. Errors are thrown as `ClewError`s. */
export type Handler<R extends RouteSpec> = (call: Call<R>) => Promise<Reply<R>>;

/** One handler for every route of the contracts: a missing one does not compile. */
export type Handlers = { readonly [Name in RouteName]: Handler<Routes[Name]> };
