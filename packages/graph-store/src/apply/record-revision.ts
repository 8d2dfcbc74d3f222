import type { Revision } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';

/**
 * Takes the number of the next revision and switches the recording of changes: off for the first
 * one, whose changes are the whole graph, on for every later one.
 */
export function openRevision(graph: Graph): number {
  const last = graph
    .prepare<[], { seq: number }>("select seq from sqlite_sequence where name = 'revisions'")
    .get();
  const id = (last?.seq ?? 0) + 1;
  graph
    .prepare<[number, number]>(
      'update change_recording set enabled = ?, revision_id = ? where id = 1',
    )
    .run(id === 1 ? 0 : 1, id);
  return id;
}

/**
 * Stores a revision and marks its end in `graph_changes`, after its changes. Recording stays on, so
 * what people delete and rename afterwards is recorded too.
 */
export function closeRevision(graph: Graph, revision: Revision): Revision {
  const { id, scope, commit, counts, failures, started_at, duration_ms } = revision;
  graph
    .prepare<[number, string, string | null, string, string, string, number]>(`
      insert into revisions (id, scope, commit_hash, counts, failures, started_at, duration_ms)
      values (?, ?, ?, ?, ?, ?, ?)`)
    .run(
      id,
      scope,
      commit,
      JSON.stringify(counts),
      JSON.stringify(failures),
      started_at,
      duration_ms,
    );
  graph
    .prepare<[number, number, string]>(`
      insert into graph_changes (revision_id, entity, entity_id, op, new)
      values (?, 'revision', ?, 'insert', ?)`)
    .run(id, id, JSON.stringify({ id, scope, commit, counts }));
  graph.prepare<[]>('update change_recording set enabled = 1 where id = 1').run();
  return revision;
}
