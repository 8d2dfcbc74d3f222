import type { RouteAddress, RouteAnswer, RouteSpec } from '@clew/contracts/api';
import type { CommandShell } from '../command-shell.ts';
import { askGraph, type GraphOptions } from '../graphs/ask-graph.ts';
import { callApi } from './call-api.ts';
import { apiConnection } from './connection.ts';

/** An API that is asked about the past of one codebase. */
export interface AskedPast {
  /** Name of the codebase. */
  readonly codebase: string;
  /** The fully qualified names of the symbols that were named. */
  readonly fqns: readonly string[];
  call<R extends RouteSpec>(route: R, address: RouteAddress<R>): Promise<RouteAnswer<R>['body']>;
}

/** The most items of a page of the API. */
export const mostPastItems = 200;

/**
 * Asks the API, which alone can tell how a graph was. Names of symbols are completed by the graph of
 * now, as far as it knows them; what it does not know is asked for as it is.
 *
 * @throws as `askGraph`, `apiConnection` and `callApi`
 */
export async function askPast<T>(
  shell: CommandShell,
  options: GraphOptions,
  names: readonly string[],
  question: (past: AskedPast) => Promise<T>,
): Promise<T> {
  const [connection, { codebase, fqns }] = await Promise.all([
    apiConnection(shell),
    askGraph(shell, options, async (asked) => {
      const { matchSymbols } = await import('@clew/graph-store');
      const fqns = names.map((name) => {
        const isKnown = matchSymbols({ ctx: asked, input: { name, limit: 1 } }).length > 0;
        return isKnown ? asked.resolve(name).fqn : name;
      });
      return { codebase: asked.codebase.name, fqns };
    }),
  ]);
  return question({
    codebase,
    fqns,
    call: (route, address) => callApi(connection, route, { address }),
  });
}
