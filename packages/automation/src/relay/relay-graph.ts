import { setImmediate } from 'node:timers/promises';
import type { NewEvent } from '@clew/contracts';
import {
  type EventSession,
  type GraphEventBatch,
  type GraphIdentity,
  getGraphPosition,
  moveGraphChanges,
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
  revisionEnds,
  symbolsById,
} from '@clew/graph-store';
import { changeEvent } from './change-event.ts';
import { changeHistory } from './change-history.ts';
import { type ChangedRow, classifyChange, rowOf } from './classify-change.ts';

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
 *                                       nothing left ─▶ prune the outbox up to the position
 *
 * The position commits with the rows, so a crash anywhere loses nothing and repeats nothing: what was
 * moved but not pruned lies below the position. Pruning waits until the outbox is drained, because the
 * end of a revision explains its beginning. A number restarts only in another graph, and that one has
 * another identity and so a position of its own.
 *
 * @returns how many changes this call moved
 */
export async function relayGraph({
  ctx,
  input,
}: {
  readonly ctx: { readonly events: EventSession; readonly graph: Graph };
  readonly input: { readonly codebase: string; readonly signal: AbortSignal };
}): Promise<number> {
  const made = identifyGraph({ ctx });
  if (made === null) return 0;
  const graph: GraphIdentity = { codebase: input.codebase, identity: made };
  let moved = 0;
  while (!input.signal.aborted) {
    const after = await getGraphPosition({ ctx, input: graph });
    if (after === null) return moved;
    const changes = readChanges({ ctx, input: { after, limit: changesAtOnce } });
    const last = changes.at(-1);
    if (last === undefined) {
      pruneChanges({ ctx, input: { through: after } });
      return moved;
    }
    const stored = await moveGraphChanges({
      ctx,
      input: {
        graph,
        after,
        through: last.seq,
        history: changes.map(changeHistory),
        batches: inBatches(await eventsOf({ ctx, codebase: input.codebase, changes })),
      },
    });
    if (stored) moved += changes.length;
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
    const run = change.seq <= (ends.get(change.revision ?? 0) ?? 0) ? change.revision : null;
    for (const meaning of classifyChange(change)) {
      let removal: Removal | null = null;
      if (meaning.kind === 'symbol_removed') {
        // A removal may take a long look at the graph; others have their turn in between.
        await setImmediate();
        calls ??= lostCalls({ ctx });
        removal = describeRemoval({ ctx, input: { change, ends, calls, limit: listLimit } });
      }
      const event = changeEvent(change, meaning, { codebase, symbols, layers, removal });
      events.push({ run, event });
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
  readonly run: number | null;
  readonly event: NewEvent;
}

function inBatches(relayed: readonly RelayedEvent[]): readonly GraphEventBatch[] {
  const batches: { readonly run: number | null; readonly events: NewEvent[] }[] = [];
  let room = 0;
  for (const { run, event } of relayed) {
    const bytes = Buffer.byteLength(JSON.stringify(event.payload));
    const batch = batches.at(-1);
    const fits = bytes <= room && batch !== undefined && batch.events.length < changesAtOnce;
    if (fits && batch.run === run) {
      batch.events.push(event);
      room -= bytes;
    } else {
      batches.push({ run, events: [event] });
      room = eventBatchBytes - bytes;
    }
  }
  return batches;
}
