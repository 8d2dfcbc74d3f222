import { setImmediate } from 'node:timers/promises';
import type { NewEvent } from '@clew/contracts';
import {
  type EventSession,
  type GraphEventBatch,
  type GraphIdentity,
  getGraphPosition,
  moveGraphChanges,
  noteGraphRestore,
  settleGraphRestore,
} from '@clew/event-store';
import {
  describeRemoval,
  type Graph,
  type GraphChange,
  identifyGraph,
  layersById,
  lostCalls,
  pruneChanges,
  type Removal,
  readChanges,
  renumberChanges,
  revisionEnds,
  symbolsById,
} from '@clew/graph-store';
import { changeEvent } from './change-event.ts';
import { changeHistory } from './change-history.ts';
import { type ChangedRow, classifyChange, rowOf } from './classify-change.ts';
import { findSharedChange, isWhereItWas } from './find-shared-change.ts';

/** Most changes of one transaction. */
const changesAtOnce = 500;
/** Most callers, entry points and tests that a payload lists. */
const listLimit = 100;
/** Well below what one batch of events may hold, in bytes of payloads. */
const eventBatchBytes = 8 * 1_048_576;

/**
 * Moves what changed in one graph from its outbox to the event store:
 *
 *     read position ─▶ read changes behind it ─▶ one transaction: lock the sensor, compare the
 *           ▲                                    position, store history and events, move it
 *           └────── more, or overtaken ◀─────────────────┘
 *                                       nothing left ─▶ prune the outbox below the position
 *
 * The position commits with the rows, so a crash anywhere loses nothing and repeats nothing: what was
 * moved but not pruned lies below the position. Pruning waits until the outbox is drained, because the
 * end of a revision explains its beginning. A codebase that is made again is another graph, with
 * another identity and so a position of its own.
 *
 * The last change that was moved stays in the outbox as a witness. A graph that lacks it, or has
 * another one of its number, was put back to an earlier state, and new changes took numbers that were
 * given away before:
 *
 *     not where it was ─▶ find what it shares with the history ─▶ one transaction: event
 *     `graph.restored`, position marked ─▶ number the changes behind that anew ─▶ unmark ─▶ go on
 *
 * Each step can be repeated, so a crash in between is made good by the next call. Changes that are
 * missing from the outbox are told to `onLoss`, behind the transaction that passes over them.
 *
 * @returns how many changes this call moved
 */
export async function relayGraph({
  ctx,
  input,
}: {
  readonly ctx: { readonly events: EventSession; readonly graph: Graph };
  readonly input: {
    readonly codebase: string;
    readonly signal: AbortSignal;
    /** Told what the history will never have, in a sentence. */
    readonly onLoss?: (message: string) => void;
  };
}): Promise<number> {
  const made = identifyGraph({ ctx });
  if (made === null) return 0;
  const graph: GraphIdentity = { codebase: input.codebase, identity: made };
  let moved = 0;
  while (!input.signal.aborted) {
    const at = await getGraphPosition({ ctx, input: graph });
    if (at === null) return moved;
    if (at.restored_to !== null) {
      renumberChanges({ ctx, input: { from: at.restored_to, to: at.seq } });
      await settleGraphRestore({ ctx, input: { graph, at } });
      continue;
    }
    if (!isWhereItWas({ ctx, at })) {
      const shared = await findSharedChange({ ctx, graph, at });
      if (await noteGraphRestore({ ctx, input: { graph, at, shared } })) {
        input.onLoss?.(
          `The graph was put back to an earlier state. ${at.seq - shared.seq} changes that the history has are undone in it (${shared.seq + 1} to ${at.seq}). What changes from now on is recorded.`,
        );
      }
      continue;
    }
    const changes = readChanges({ ctx, input: { after: at.seq, limit: changesAtOnce } });
    const [first] = changes;
    const last = changes.at(-1);
    if (first === undefined || last === undefined) {
      pruneChanges({ ctx, input: { through: at.seq - 1 } });
      return moved;
    }
    const stored = await moveGraphChanges({
      ctx,
      input: {
        graph,
        after: at,
        through: { seq: last.seq, made: last.created_at },
        history: changes.map(changeHistory),
        batches: inBatches(await eventsOf({ ctx, codebase: input.codebase, changes })),
      },
    });
    if (!stored) continue;
    moved += changes.length;
    if (first.seq > at.seq + 1) {
      input.onLoss?.(
        `The changes ${at.seq + 1} to ${first.seq - 1} are in the outbox no more and were never recorded here. Did this graph report to another event store before?`,
      );
    }
  }
  return moved;
}

async function eventsOf({
  ctx,
  codebase,
  changes,
}: {
  readonly ctx: { readonly graph: Graph };
  readonly codebase: string;
  readonly changes: readonly GraphChange[];
}): Promise<readonly RelayedEvent[]> {
  const ids = [...new Set(changes.flatMap(namedIds))];
  const symbols = symbolsById({ ctx, input: { ids } });
  const layers = layersById({
    ctx,
    input: { ids: [...new Set([...ids, ...changes.flatMap(ownId)])] },
  });
  const ends = revisionEnds({ ctx, input: { after: (changes[0]?.seq ?? 1) - 1 } });
  const events: RelayedEvent[] = [];
  // Looked up once for all removals of the batch, and only when there is one.
  let calls: ReturnType<typeof lostCalls> | null = null;
  for (const change of changes) {
    const end = ends.get(change.revision ?? 0);
    const execution = end !== undefined && change.seq <= end.seq ? end.execution : null;
    for (const meaning of classifyChange(change)) {
      let removal: Removal | null = null;
      if (meaning.kind === 'symbol_removed') {
        // A removal may take a long look at the graph; others have their turn in between.
        await setImmediate();
        calls ??= lostCalls({ ctx });
        removal = describeRemoval({ ctx, input: { change, ends, calls, limit: listLimit } });
      }
      const event = changeEvent(change, meaning, { codebase, symbols, layers, removal });
      events.push({ execution, event });
    }
  }
  return events;
}

function ownId({ entity, entity_id }: GraphChange): readonly number[] {
  return entity === 'symbol' ? [entity_id] : [];
}

function namedIds(change: GraphChange): readonly number[] {
  const rows = [rowOf(change.old), rowOf(change.new)].filter(
    (row): row is ChangedRow => row !== null,
  );
  return rows.flatMap((row) =>
    ['from_id', 'to_id', 'symbol_id', 'caller_id'].flatMap((field) => {
      const id = row[field];
      return typeof id === 'number' ? [id] : [];
    }),
  );
}

interface RelayedEvent {
  /** The index run that it comes from. */
  readonly execution: number | null;
  readonly event: NewEvent;
}

function inBatches(relayed: readonly RelayedEvent[]): readonly GraphEventBatch[] {
  const batches: { readonly execution: number | null; readonly events: NewEvent[] }[] = [];
  let room = 0;
  for (const { execution, event } of relayed) {
    const bytes = Buffer.byteLength(JSON.stringify(event.payload));
    const batch = batches.at(-1);
    const fits = bytes <= room && batch !== undefined && batch.events.length < changesAtOnce;
    if (fits && batch.execution === execution) {
      batch.events.push(event);
      room -= bytes;
    } else {
      batches.push({ execution, events: [event] });
      room = eventBatchBytes - bytes;
    }
  }
  return batches;
}
