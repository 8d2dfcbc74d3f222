import type { SymbolRef } from '@clew/contracts';
import { type Graph, getSymbol, matchSymbols } from '@clew/graph-store';
import { CliError } from '../cli-error.ts';

/** How many of the symbols that a name may mean are listed. */
const listed = 20;

/**
 * The one symbol that a name means: a fully qualified name, or as much of its end as tells it from
 * others (`openGraph`, `Cart.add`, `src/cart.ts#Cart`).
 *
 * @throws CliError `symbol_ambiguous` that lists them; GraphError `symbol_not_found` with close names
 */
export function resolveSymbol(graph: Graph, name: string): SymbolRef {
  const [symbol, ...others] = matchSymbols({ ctx: { graph }, input: { name, limit: listed + 1 } });
  // The graph knows what is close to a name that it does not have.
  if (symbol === undefined) return getSymbol({ ctx: { graph }, input: { fqn: name } });
  if (others.length === 0) return symbol;
  const all = [symbol, ...others];
  const shown = all.slice(0, listed).map(({ fqn }) => fqn);
  const more = all.length > listed ? ['  …'] : [];
  throw new CliError(
    'symbol_ambiguous',
    [
      `"${name}" may mean ${all.length > listed ? `more than ${listed}` : all.length} symbols. Give more of its name:`,
      ...shown.map((fqn) => `  ${fqn}`),
      ...more,
    ].join('\n'),
    { suggestions: shown },
  );
}
