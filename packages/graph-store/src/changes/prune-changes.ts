import type { Graph } from '../open-graph.ts';

/** Rows of one statement: a writer that waits behind it does not wait long. */
const rowsAtOnce = 5_000;

/**
 * Removes the changes up to and with `through`. Their numbers are never used again.
 *
 * @returns how many there were
 */
export function pruneChanges({
  ctx: { graph },
  input: { through },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly through: number };
}): number {
  const remove = graph.prepare<[number, number]>(`
    delete from graph_changes where seq in (
      select seq from graph_changes where seq <= ? order by seq limit ?)`);
  const some = graph.prepare<[number], unknown>(
    'select 1 from graph_changes where seq <= ? limit 1',
  );
  // Looking takes no lock, removing nothing would.
  if (some.get(through) === undefined) return 0;
  let pruned = 0;
  for (;;) {
    const { changes } = remove.run(through, rowsAtOnce);
    pruned += changes;
    if (changes < rowsAtOnce) return pruned;
  }
}
