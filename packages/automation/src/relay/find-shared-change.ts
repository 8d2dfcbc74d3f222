import {
  type EventSession,
  type GraphIdentity,
  type GraphPosition,
  listGraphHistory,
} from '@clew/event-store';
import { type Graph, type GraphChange, lastChangeNumber, readChanges } from '@clew/graph-store';

/** Most changes that are compared at once. */
const changesAtOnce = 1_000;

interface Place {
  readonly ctx: { readonly graph: Graph };
  readonly at: GraphPosition;
}

/** Whether a graph still has the change up to which it was moved, or at least may have had it. */
export function isWhereItWas({ ctx, at }: Place): boolean {
  if (at.seq === 0) return true;
  const [witness] = readChanges({ ctx, input: { after: at.seq - 1, limit: 1 } });
  if (witness?.seq === at.seq) return at.made === null || witness.created_at === at.made;
  return at.made === null && lastChangeNumber({ ctx }) >= at.seq;
}

/**
 * The last change that a graph shares with its history: what its outbox has is compared with what was
 * moved under the same numbers. What comes behind it in the outbox happened after the graph was put
 * back, what comes behind it in the history was undone by that.
 */
export async function findSharedChange({
  ctx,
  graph,
  at,
}: Place & {
  readonly ctx: { readonly events: EventSession };
  readonly graph: GraphIdentity;
}): Promise<{ readonly seq: number; readonly made: string | null }> {
  let shared: { readonly seq: number; readonly made: string | null } = {
    seq: Math.min(lastChangeNumber({ ctx }), at.seq),
    made: null,
  };
  for (let after = 0; ; ) {
    const changes = readChanges({ ctx, input: { after, limit: changesAtOnce } }).filter(
      ({ seq }) => seq <= at.seq,
    );
    const last = changes.at(-1);
    if (last === undefined) return shared;
    const moved = await listGraphHistory({
      ctx,
      input: { ...graph, after, through: last.seq, limit: last.seq - after },
    });
    const known = new Map(moved.map((change) => [change.seq, change]));
    for (const change of changes) {
      if (!isSame(change, known.get(change.seq))) {
        return shared.made === null ? { seq: change.seq - 1, made: null } : shared;
      }
      shared = { seq: change.seq, made: change.created_at };
    }
    after = last.seq;
  }
}

type Moved = Awaited<ReturnType<typeof listGraphHistory>>[number];

function isSame(change: GraphChange, moved: Moved | undefined): boolean {
  return (
    moved !== undefined &&
    Date.parse(change.created_at) === Date.parse(moved.created_at) &&
    change.op === moved.op &&
    change.entity === moved.entity &&
    change.entity_id === moved.entity_id
  );
}
