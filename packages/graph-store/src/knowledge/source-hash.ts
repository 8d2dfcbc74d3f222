import { createHash } from 'node:crypto';
import type { Graph } from '../open-graph.ts';

/*
 * Which source a text about a symbol describes is told by a hash of that source. What has a text of its
 * own, a class or a file as well as a function, has the hash of that text, comments and layout left out;
 * where nobody knows the text, the hash of its shape. Packages and modules have neither. A text about
 * one says what it offers, so its hash is over its direct members as others see them: it changes when one
 * comes, goes, is renamed, or changes its shape, and not when only the inside of one does. What a nested
 * package holds is that one's matter. A symbol of a library has no members, and gets another hash when
 * its source is indexed.
 */

interface HashedSymbol {
  readonly fqn: string;
  readonly own: string | null;
}

/** The hash of the present source of a symbol. Undefined when there is no such row. */
export function sourceHash(graph: Graph, id: number): string | undefined {
  const row = graph
    .prepare<[number], HashedSymbol>(
      'select fqn, coalesce(body_hash, shape_hash) as own from symbols where id = ?',
    )
    .get(id);
  return row === undefined ? undefined : (row.own ?? membersHash(graph, { id, fqn: row.fqn }));
}

/** The hash of a symbol without a source of its own. Its prefix is what an index knows such texts by. */
function membersHash(
  graph: Graph,
  { id, fqn }: { readonly id: number; readonly fqn: string },
): string {
  const members = graph
    .prepare<[number], { fqn: string; kind: string; shape_hash: string | null }>(`
      select fqn, kind, shape_hash from symbols
      where parent_id = ? and deleted_at is null
      order by fqn`)
    .all(id);
  const hash = createHash('sha256');
  for (const member of members) {
    const name = member.fqn.startsWith(fqn) ? member.fqn.slice(fqn.length) : member.fqn;
    hash.update(JSON.stringify([name, member.kind, member.shape_hash]));
  }
  return `members:${hash.digest('hex').slice(0, 32)}`;
}
