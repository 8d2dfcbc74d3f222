import type { Graph } from '../../open-graph.ts';
import { mergeStub } from '../../symbols/merge-stub.ts';
import type { Rename } from './recognise-renames.ts';

/**
 * Gives symbols and files their new names in place, so that whatever hangs on them stays. A stub that
 * bears a new name already is merged. A file whose new path was once another one's gets that row.
 */
export function applyRenames(
  graph: Graph,
  { renames, at }: { readonly renames: readonly Rename[]; readonly at: string },
): void {
  const holder = graph.prepare<[string], { id: number }>('select id from symbols where fqn = ?');
  const rename = graph.prepare<[string, string, string, number]>(
    'update symbols set fqn = ?, name = ?, updated_at = ? where id = ?',
  );
  const isTaken = graph.prepare<[string]>('select 1 from files where path = ?');
  const move = graph.prepare<[string, string, number]>(
    'update files set path = ?, updated_at = ? where id = ?',
  );
  for (const { id, to, name, moved } of renames) {
    const stub = holder.get(to);
    if (stub !== undefined) mergeStub(graph, { stub: stub.id, into: id });
    rename.run(to, name, at, id);
    if (moved !== null && isTaken.get(moved.path) === undefined) {
      move.run(moved.path, at, moved.file);
    }
  }
}
