import type { GraphIdentity } from '../sensors/graph-position.ts';

/** A change of a graph as its history keeps it. `old` and `new` are JSON texts. */
export interface GraphHistoryEntry {
  readonly seq: number;
  readonly revision: number;
  readonly op: 'insert' | 'update' | 'delete';
  readonly entity: string;
  readonly entity_id: number;
  readonly old: string | null;
  readonly new: string | null;
  /** ISO 8601 in UTC. */
  readonly created_at: string;
}

/**
 * Changes of one graph by their numbers. A codebase that was made anew under an old name begins with
 * number 1 again, so only what happened after `identity`, the moment at which it was made, is its own.
 */
export interface GraphHistoryRange extends GraphIdentity {
  readonly after: number;
  readonly through: number;
}

/** The columns of an entry; the row of a change knows its own id. */
export const graphHistoryColumns = `
  seq, revision, lower(op) as op, entity,
  coalesce((new_values ->> 'id')::bigint, (old_values ->> 'id')::bigint, 0) as entity_id,
  old_values::text as old, new_values::text as new,
  to_char(time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at`;
