import type { PurgeResult } from '@clew/contracts';
import { cascadeClosure } from '../cascade-closure.ts';
import type { Graph } from '../open-graph.ts';

const dayMs = 86_400_000;

/** Symbols of one transaction, so that nobody waits long behind it. */
const symbolsAtOnce = 500;

/**
 * Removes for good what was soft-deleted `older_than_days` ago or earlier, the oldest first: the rows of
 * the symbols, everything that depends on them, and the files that hold nothing more. A symbol stays as
 * long as it contains one that is active or was deleted later.
 *
 * @param input.most how many symbols at most; the rest waits for the next call
 */
export function purgeSymbols({
  ctx: { graph, now = () => new Date() },
  input: { older_than_days = 14, most = Number.POSITIVE_INFINITY },
}: {
  readonly ctx: { readonly graph: Graph; readonly now?: () => Date };
  readonly input: { readonly older_than_days?: number; readonly most?: number };
}): PurgeResult {
  const before = new Date(now().getTime() - older_than_days * dayMs).toISOString();
  const rows: Record<string, number> = {};
  for (let purged = 0; purged < most; ) {
    const taken = graph.transaction(() =>
      purgeSome(graph, before, Math.min(symbolsAtOnce, most - purged)),
    );
    for (const [table, ids] of taken) rows[table] = (rows[table] ?? 0) + ids.size;
    const symbols = taken.get('symbols')?.size ?? 0;
    if (symbols === 0) break;
    purged += symbols;
  }
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
  return { before, rows, total, kept: countPurgeable(graph, before) };
}

/** How many symbols were soft-deleted at a moment or before. */
export function countPurgeable(graph: Graph, before: string): number {
  const row = graph
    .prepare<[string], { count: number }>(
      'select count(*) as count from symbols where deleted_at <= ?',
    )
    .get(before);
  return row?.count ?? 0;
}

function purgeSome(
  graph: Graph,
  before: string,
  limit: number,
): ReadonlyMap<string, ReadonlySet<number>> {
  // Members before what contains them, so that a container that may not go holds up no one else.
  const symbols = graph
    .prepare<[string, string, number], { id: number }>(`
      select s.id from symbols s
      where s.deleted_at <= ?
        and not exists (
          with recursive below(id, deleted_at) as (
            select id, deleted_at from symbols where parent_id = s.id
            union
            select c.id, c.deleted_at from below join symbols c on c.parent_id = below.id
          )
          select 1 from below where deleted_at is null or deleted_at > ?)
      order by s.deleted_at, s.id
      limit ?`)
    .all(before, before, limit)
    .map(({ id }) => id);
  const ids = JSON.stringify(symbols);
  const files = graph
    .prepare<[string, string], { id: number }>(`
      select f.id from files f
      where f.deleted_at <= ?
        and not exists (
          select 1 from symbols s
          where s.file_id = f.id and s.id not in (select value from json_each(?)))`)
    .all(before, ids)
    .map(({ id }) => id);
  const taken = cascadeClosure(graph, { symbols, files });
  graph
    .prepare<[string]>('delete from symbols where id in (select value from json_each(?))')
    .run(ids);
  graph
    .prepare<[string]>('delete from files where id in (select value from json_each(?))')
    .run(JSON.stringify(files));
  return taken;
}
