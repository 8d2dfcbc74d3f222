import { fqnSchema, type Symbol as GraphSymbol } from '@clew/contracts';
import { GraphError } from '../graph-error.ts';
import { refreshStaleness } from '../knowledge/refresh-staleness.ts';
import type { Graph } from '../open-graph.ts';
import { findSymbol, requireSymbol } from './find-symbol.ts';
import { mergeStub } from './merge-stub.ts';
import { simpleName } from './simple-name.ts';
import { type SymbolRow, toSymbol } from './symbol-row.ts';
import { symbolSubtree } from './symbol-subtree.ts';

/**
 * Gives a symbol another fully qualified name, in place: its row keeps its id, so edges, summaries
 * and all else stay attached. What it contains is renamed with it where its name began with the old
 * one. A stub that already bears a new name is merged: what pointed at it points at the symbol.
 *
 * @throws GraphError `symbol_not_found`, `name_invalid`, or `symbol_exists` when another symbol of
 *   the project, also a deleted one, bears one of the new names.
 */
export function renameSymbol({
  ctx: { graph },
  input: { fqn, to },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly fqn: string; readonly to: string };
}): GraphSymbol {
  if (!fqnSchema.safeParse(to).success) {
    throw new GraphError('name_invalid', `"${to}" cannot be the name of a symbol.`);
  }
  return graph.transaction(() => {
    const symbol = requireSymbol(graph, fqn);
    if (to === fqn) return toSymbol(symbol);
    const now = new Date().toISOString();
    for (const { id, from, into } of newNames(graph, symbol, to)) {
      makeRoom(graph, { id, from, into });
      graph
        .prepare<[string, string, number]>(
          'update symbols set fqn = ?, updated_at = ? where id = ?',
        )
        .run(into, now, id);
    }
    graph
      .prepare<[string, number]>('update symbols set name = ? where id = ?')
      .run(simpleName(to), symbol.id);
    refreshStaleness(graph);
    return toSymbol(requireSymbol(graph, to));
  });
}

interface NewName {
  readonly id: number;
  readonly from: string;
  readonly into: string;
}

/** In an order in which a name that the symbol itself frees is free before it is taken. */
function newNames(graph: Graph, symbol: SymbolRow, to: string): readonly NewName[] {
  const longestFirst = to.length > symbol.fqn.length ? -1 : 1;
  return graph
    .prepare<[string], { id: number; fqn: string }>(
      'select id, fqn from symbols where id in (select value from json_each(?))',
    )
    .all(JSON.stringify(symbolSubtree(graph, symbol.id)))
    .filter(({ fqn }) => isWithin(fqn, symbol.fqn))
    .map(({ id, fqn }) => ({ id, from: fqn, into: `${to}${fqn.slice(symbol.fqn.length)}` }))
    .sort((a, b) => longestFirst * (a.from.length - b.from.length));
}

function isWithin(fqn: string, container: string): boolean {
  return (
    fqn === container || (fqn.startsWith(container) && /^[#./]/.test(fqn.slice(container.length)))
  );
}

function makeRoom(graph: Graph, { id, from, into }: NewName): void {
  const holder = findSymbol(graph, into);
  if (holder === undefined || holder.id === id) return;
  if (holder.origin === 'project') {
    const advice =
      holder.deleted_at === null
        ? 'Choose another name, or delete that symbol first.'
        : 'That symbol is soft-deleted: restore it, or delete it for good (mode=hard) first.';
    throw new GraphError(
      'symbol_exists',
      `"${from}" cannot become "${into}": a symbol has that name already. ${advice}`,
    );
  }
  mergeStub(graph, { stub: holder.id, into: id });
}
