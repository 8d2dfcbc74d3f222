import type { Graph } from '../open-graph.ts';
import { lastChangeNumber } from './last-change-number.ts';

/**
 * Lets the numbers of a graph that was put back to an earlier state go on behind those that were given
 * away meanwhile: change `from` becomes change `to`, what comes after it keeps its distance. No way
 * leads back behind `to` from then on. Doing it again changes nothing.
 *
 * @returns how many changes have another number
 */
export function renumberChanges({
  ctx: { graph },
  input: { from, to },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly from: number; readonly to: number };
}): number {
  return graph.transaction(() => {
    const used = graph.prepare<[number, number], unknown>(
      'select 1 from graph_changes where seq >= ? and seq < ? limit 1',
    );
    const last = lastChangeNumber({ ctx: { graph } });
    if (last >= to && used.get(from, to) === undefined) return 0;
    const by = to - from;
    // By way of numbers that nothing has, for the ones to come may still be in use.
    const { changes } = graph
      .prepare<[number, number]>('update graph_changes set seq = -(seq + ?) where seq >= ?')
      .run(by, from);
    graph.prepare('update graph_changes set seq = -seq where seq < 0').run();
    graph
      .prepare<[number, number, number]>(`
        update revisions set first_change = first_change + ?, last_change = last_change + ?
        where first_change > ?`)
      .run(by, by, from);
    graph
      .prepare<[number, number]>('update architecture set since = -(since + ?) where since >= ?')
      .run(by, from);
    graph.prepare('update architecture set since = -since where since < 0').run();
    graph
      .prepare<[number]>('update change_recording set complete_since = max(complete_since, ?)')
      .run(to);
    graph.prepare("delete from sqlite_sequence where name = 'graph_changes'").run();
    graph
      .prepare<[number]>("insert into sqlite_sequence (name, seq) values ('graph_changes', ?)")
      .run(Math.max(last + by, to));
    return changes;
  });
}
