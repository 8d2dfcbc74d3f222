import type { SymbolRef } from '@clew/contracts';
import type { GraphSource } from './graph-source.ts';
import { ToolProblem } from './tool-problem.ts';

const listed = 10;

/**
 * The one symbol that a name means: a fully qualified name, or as much of its end as tells it from
 * others.
 *
 * @throws ToolProblem that lists what an ambiguous name may mean; what is close to an unknown one
 */
export async function resolveSymbol(
  source: GraphSource,
  {
    codebase,
    name,
    signal,
  }: { readonly codebase: string; readonly name: string; readonly signal: AbortSignal },
): Promise<SymbolRef> {
  const call = { name: codebase, signal };
  const found = await source.ask('matchSymbols', { ...call, input: { name, limit: listed + 1 } });
  const [symbol, ...others] = found;
  // The graph knows what is close to a name that it does not have.
  if (symbol === undefined) return source.ask('getSymbol', { ...call, input: { fqn: name } });
  if (others.length === 0) return symbol;
  const shown = found.slice(0, listed).map(({ fqn, kind }) => `  ${kind} ${fqn}`);
  const more = found.length > listed ? ['  …'] : [];
  throw new ToolProblem(
    [`"${name}" may mean several symbols. Ask again with one of:`, ...shown, ...more].join('\n'),
  );
}
