import type { Revision } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';

/** A revision that has begun. */
export interface OpenRevision {
  readonly id: number;
  /** The `seq` that its first change gets. */
  readonly firstChange: number;
}

/**
 * Takes the number of the next revision and switches the recording of changes: off for the first
 * one, whose changes are the whole graph, on for every later one.
 */
export function openRevision(graph: Graph): OpenRevision {
  const next = graph.prepare<[string], { next: number }>(
    'select coalesce((select seq from sqlite_sequence where name = ?), 0) + 1 as next',
  );
  const id = next.get('revisions')?.next ?? 1;
  graph
    .prepare<[number, number]>(
      'update change_recording set enabled = ?, revision_id = ? where id = 1',
    )
    .run(id === 1 ? 0 : 1, id);
  return { id, firstChange: next.get('graph_changes')?.next ?? 1 };
}

/**
 * Stores a revision and marks its end in `graph_changes`, after its changes. Recording stays on, so
 * what people delete and rename afterwards is recorded too.
 */
export function closeRevision(
  graph: Graph,
  {
    revision,
    firstChange,
    execution,
  }: {
    readonly revision: Revision;
    readonly firstChange: number;
    /** The execution that the run is, if it is one. */
    readonly execution: number | null;
  },
): Revision {
  const { id, scope, commit, counts, failures, started_at, duration_ms } = revision;
  const { lastInsertRowid: lastChange } = graph
    .prepare<[number, number, string]>(`
      insert into graph_changes (revision_id, entity, entity_id, op, new)
      values (?, 'revision', ?, 'insert', ?)`)
    .run(id, id, JSON.stringify({ id, scope, commit, counts, execution }));
  graph
    .prepare<[number, string, string | null, string, string, string, number, number, number]>(`
      insert into revisions
        (id, scope, commit_hash, counts, failures, started_at, duration_ms, first_change, last_change,
         finished_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`)
    .run(
      id,
      scope,
      commit,
      JSON.stringify(counts),
      JSON.stringify(failures),
      started_at,
      duration_ms,
      firstChange,
      Number(lastChange),
    );
  graph.prepare<[]>('update change_recording set enabled = 1 where id = 1').run();
  return revision;
}
