import type { Graph } from '../open-graph.ts';

const indexes = ['name', 'fqn', 'text'] as const;

/**
 * Runs work that changes many symbols, and brings the indexes of the search up to date behind it, in the
 * order of the places, which is several times as fast as one symbol after the other. Must run inside a
 * transaction, so that an error or a crash leaves nothing half done; within `work` the search answers
 * from before.
 *
 * @throws Error when there is no transaction
 */
export function deferSearch<T>(graph: Graph, work: () => T): T {
  if (!graph.sqlite.inTransaction) throw new Error('deferSearch needs a transaction');
  const state = graph
    .prepare<[], { deferred: number }>('select deferred from symbol_search_state where id = 1')
    .get();
  // Whoever deferred it first catches up.
  if (state?.deferred === 1) return work();
  const defer = graph.prepare<[number]>('update symbol_search_state set deferred = ? where id = 1');
  defer.run(1);
  const result = work();
  for (const index of indexes) {
    graph
      .prepare(`
        delete from symbol_search_${index}
        where rowid in (select place from symbol_search_change where place is not null)`)
      .run();
    graph
      .prepare(`
        insert into symbol_search_${index} (rowid, text)
        select place, ${index} from symbol_search_entry
        where id in (select id from symbol_search_change) order by place`)
      .run();
  }
  graph.prepare('delete from symbol_search_change').run();
  defer.run(0);
  return result;
}
