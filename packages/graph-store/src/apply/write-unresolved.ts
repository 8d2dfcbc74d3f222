import type { UnresolvedFact } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import type { SymbolWriter } from './symbol-writer.ts';

interface StoredSite {
  readonly id: number;
  readonly from_id: number;
  readonly name: string;
  readonly line: number;
  readonly reason: string;
}

/** Makes the unresolved sites that a file owns exactly those of its facts. */
export function writeUnresolved(
  graph: Graph,
  {
    fileId,
    facts,
    symbols,
  }: {
    readonly fileId: number;
    readonly facts: readonly UnresolvedFact[];
    readonly symbols: SymbolWriter;
  },
): void {
  const before = new Map<string, number[]>();
  const rows = graph
    .prepare<[number], StoredSite>(
      'select id, from_id, name, line, reason from unresolved_references where file_id = ?',
    )
    .all(fileId);
  for (const row of rows) {
    const key = keyOf(row);
    before.set(key, [...(before.get(key) ?? []), row.id]);
  }
  const insert = graph.prepare<[number, number, string, number, string]>(`
    insert into unresolved_references (file_id, from_id, name, line, reason)
    values (?, ?, ?, ?, ?)`);
  for (const { from, name, line, reason } of facts) {
    const from_id = symbols.target(from);
    if (before.get(keyOf({ from_id, name, line, reason }))?.pop() !== undefined) continue;
    insert.run(fileId, from_id, name, line, reason);
  }
  const remove = graph.prepare<[number]>('delete from unresolved_references where id = ?');
  for (const id of [...before.values()].flat()) remove.run(id);
}

function keyOf({ from_id, name, line, reason }: Omit<StoredSite, 'id'>): string {
  return `${from_id}:${line}:${reason}:${name}`;
}
