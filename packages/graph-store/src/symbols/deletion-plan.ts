import { cascadeClosure } from '../cascade-closure.ts';
import type { Graph } from '../open-graph.ts';
import type { SymbolRow } from './symbol-row.ts';
import { symbolSubtree } from './symbol-subtree.ts';

export interface DeletionPlan {
  /** The symbol and everything that it contains. */
  readonly symbols: readonly number[];
  /** Files whose own symbol is among them: they go too, or they would be left without a symbol. */
  readonly files: readonly number[];
  /** Rows that a hard delete takes, by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly total: number;
  /** Ids of all symbols that a hard delete takes. */
  readonly takenSymbols: ReadonlySet<number>;
}

/** What a hard delete of a symbol takes with it. Reads only. */
export function planDeletion(graph: Graph, symbol: SymbolRow): DeletionPlan {
  const symbols = symbolSubtree(graph, symbol.id);
  const files = graph
    .prepare<[string], { file_id: number }>(`
      select distinct file_id from symbols
      where id in (select value from json_each(?)) and kind = 'file' and file_id is not null`)
    .all(JSON.stringify(symbols))
    .map((row) => row.file_id);
  const taken = cascadeClosure(graph, { symbols, files });
  const rows = Object.fromEntries([...taken].map(([table, ids]) => [table, ids.size]));
  return {
    symbols,
    files,
    rows,
    total: Object.values(rows).reduce((sum, count) => sum + count, 0),
    takenSymbols: taken.get('symbols') ?? new Set(),
  };
}
