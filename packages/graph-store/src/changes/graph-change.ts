import type { graphChanges } from '../schema/graph-changes.ts';

export type ChangeEntity = (typeof graphChanges.$inferSelect)['entity'];
export type ChangeOp = (typeof graphChanges.$inferSelect)['op'];

/** One row of the outbox. `old` and `new` are JSON texts, with names beside ids where they are known. */
export interface GraphChange {
  readonly seq: number;
  /** The index run during or after which it happened; null before the first one. */
  readonly revision: number | null;
  readonly entity: ChangeEntity;
  readonly entity_id: number;
  readonly op: ChangeOp;
  readonly old: string | null;
  readonly new: string | null;
  readonly created_at: string;
}
