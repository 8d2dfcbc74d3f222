import { createEvents } from '../events/create-events.ts';
import type { EventSession } from '../session.ts';
import { type GraphIdentity, type GraphPosition, graphSensorRef } from './graph-position.ts';
import { lockGraphPosition, setGraphPosition } from './lock-graph-position.ts';
import { noteSensorEvents } from './note-sensor-events.ts';

export interface NoteGraphRestore {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    readonly graph: GraphIdentity;
    readonly at: GraphPosition;
    /** The last change that the graph and the history share, and when it was made. */
    readonly shared: { readonly seq: number; readonly made: string | null };
  };
}

/**
 * Notes that a graph was put back, such as from a backup, to what it was behind a change: one event
 * `graph.restored` tells how many changes the graph has lost, which the history keeps. A graph that
 * has lost none was not put back; it only lacks the change that it is known by.
 *
 * @returns whether this call noted a loss; not, when another relay was first
 */
export async function noteGraphRestore({ ctx, input }: NoteGraphRestore): Promise<boolean> {
  const { graph, at, shared } = input;
  return ctx.events.transaction(async (session) => {
    if (!(await lockGraphPosition(session, { graph, at }))) return false;
    const to = { seq: at.seq, made: shared.made, restored_to: shared.seq };
    if (shared.seq === at.seq) {
      await setGraphPosition(session, { graph, to: { ...to, restored_to: null } });
      return false;
    }
    const payload = {
      codebase: graph.codebase,
      lost_changes: at.seq - shared.seq,
      first_lost: shared.seq + 1,
      last_lost: at.seq,
      restored_to: shared.made,
    };
    const receipts = await createEvents({
      ctx: { events: session },
      input: { events: [{ trigger_ref: 'graph.restored', source_ref: graphSensorRef, payload }] },
    });
    await noteSensorEvents(session, { ref: graphSensorRef, receipts });
    await setGraphPosition(session, { graph, to });
    return true;
  });
}

export interface SettleGraphRestore {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly graph: GraphIdentity; readonly at: GraphPosition };
}

/** Notes that a graph that was put back has numbered its changes anew, from `at.seq` on. */
export async function settleGraphRestore({ ctx, input }: SettleGraphRestore): Promise<void> {
  const { graph, at } = input;
  await ctx.events.transaction(async (session) => {
    if (!(await lockGraphPosition(session, { graph, at }))) return;
    await setGraphPosition(session, { graph, to: { ...at, restored_to: null } });
  });
}
