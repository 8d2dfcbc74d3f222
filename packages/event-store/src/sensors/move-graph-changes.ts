import type { HistoryOperation, NewEvent } from '@clew/contracts';
import { createEvents } from '../events/create-events.ts';
import type { EventSession } from '../session.ts';
import { type GraphIdentity, type GraphPosition, graphSensorRef } from './graph-position.ts';
import { indexCause } from './index-cause.ts';
import { lockGraphPosition, setGraphPosition } from './lock-graph-position.ts';
import { noteSensorEvents } from './note-sensor-events.ts';

/** A change of a graph as the history keeps it. The values are JSON texts. */
export interface GraphHistoryRow {
  readonly time: string;
  readonly seq: number;
  readonly revision: number;
  readonly op: HistoryOperation;
  readonly entity: string;
  /** The symbol that it is about, by name. */
  readonly entity_ref: string;
  readonly old_values: string | null;
  readonly new_values: string | null;
}

/** Events that fit into one call of `createEvents` and have one origin. */
export interface GraphEventBatch {
  /** The execution whose index run changed the graph; null when somebody changed it by hand. */
  readonly execution: number | null;
  readonly events: readonly NewEvent[];
}

export interface MoveGraphChanges {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    readonly graph: GraphIdentity;
    /** Where the reader of these changes began; behind it they start. */
    readonly after: GraphPosition;
    /** The last of them, and when it was made. */
    readonly through: { readonly seq: number; readonly made: string };
    readonly history: readonly GraphHistoryRow[];
    readonly batches: readonly GraphEventBatch[];
  };
}

/**
 * Stores changes of a graph as history and events and moves the position of the graph behind them,
 * in one transaction. The sensor's row is locked first, so that several relays take turns; whoever
 * finds the position moved by another one stores nothing.
 *
 * @returns whether these changes were stored by this call
 */
export async function moveGraphChanges({ ctx, input }: MoveGraphChanges): Promise<boolean> {
  const { graph, after, through, history, batches } = input;
  return ctx.events.transaction(async (session) => {
    if (!(await lockGraphPosition(session, { graph, at: after }))) return false;
    await insertHistory(session, graph.codebase, history);
    for (const { execution, events } of batches) {
      const cause = execution === null ? null : await indexCause(session, execution);
      const receipts = await createEvents({
        ctx: { events: session },
        input: { events, ...(cause === null ? {} : { cause }) },
      });
      await noteSensorEvents(session, { ref: graphSensorRef, receipts });
    }
    await setGraphPosition(session, { graph, to: { ...through, restored_to: null } });
    return true;
  });
}

async function insertHistory(
  { sql }: EventSession,
  codebase: string,
  rows: readonly GraphHistoryRow[],
): Promise<void> {
  await sql`
    insert into graph_history (time, codebase, seq, revision, op, entity, entity_ref, old_values, new_values)
    select g.time, ${codebase}::text, g.seq, g.revision, g.op, g.entity, g.entity_ref,
           g.old_values::jsonb, g.new_values::jsonb
    from unnest(
      ${rows.map(({ time }) => time)}::timestamptz[],
      ${rows.map(({ seq }) => seq)}::bigint[],
      ${rows.map(({ revision }) => revision)}::bigint[],
      ${rows.map(({ op }) => op)}::text[],
      ${rows.map(({ entity }) => entity)}::text[],
      ${rows.map(({ entity_ref }) => entity_ref)}::text[],
      ${rows.map(({ old_values }) => old_values)}::text[],
      ${rows.map(({ new_values }) => new_values)}::text[]
    ) as g (time, seq, revision, op, entity, entity_ref, old_values, new_values)`;
}
