import type { EventReceipt, NewEvent } from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import type { EventSession } from '../session.ts';
import { createEvents } from './create-events.ts';

/** Stores events like `createEvents`, but shares transactions among those who ask at once. */
export interface EventGroup {
  /**
   * Stores the events of one post, all or none.
   *
   * @throws EventStoreError as `createEvents` does, for this post alone; or `contention` when more
   *   events wait than the store can take.
   */
  create(events: readonly NewEvent[]): Promise<readonly EventReceipt[]>;
}

export interface GroupCommitOptions {
  /** Most events of one transaction; a larger post has one of its own. */
  readonly maxEvents?: number;
  /** Most events that wait. */
  readonly maxWaiting?: number;
  /** Told of every transaction that is tried. */
  readonly onTransaction?: (size: { readonly posts: number; readonly events: number }) => void;
}

interface Post {
  readonly events: readonly NewEvent[];
  readonly bytes: number;
  readonly resolve: (receipts: readonly EventReceipt[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Half of what one call of `createEvents` takes, for the estimate leaves out what is not payload. */
const maxBytes = 8 * 1_048_576;

/**
 * Group commit. A post that finds the store idle is stored at once; posts that come while a
 * transaction is in flight wait and share the next one, so under load one commit carries many posts
 * and nobody waits for a timer:
 *
 *     post ──▶ idle? ──▶ transaction in flight ──▶ receipts
 *                │                ▲
 *                └── waiting ─────┘  together, when the one before has ended
 *
 * When a shared transaction fails, its posts are tried again in halves, so that a bad one fails alone.
 * That is safe because a failed transaction stored nothing; only where the connection broke, which
 * leaves that open, everybody is told instead.
 */
export function groupCommit(
  ctx: { readonly events: EventSession },
  { maxEvents = 500, maxWaiting = 20_000, onTransaction = () => {} }: GroupCommitOptions = {},
): EventGroup {
  const waiting: Post[] = [];
  let waitingEvents = 0;
  let inFlight = false;

  const store = async (posts: readonly Post[]): Promise<void> => {
    const events = posts.flatMap((post) => post.events);
    onTransaction({ posts: posts.length, events: events.length });
    let receipts: readonly EventReceipt[];
    try {
      receipts = await createEvents({ ctx, input: { events } });
    } catch (error) {
      if (posts.length === 1 || leavesOpen(error)) {
        for (const post of posts) post.reject(error);
        return;
      }
      const half = Math.ceil(posts.length / 2);
      await store(posts.slice(0, half));
      await store(posts.slice(half));
      return;
    }
    let start = 0;
    for (const post of posts) {
      post.resolve(receipts.slice(start, start + post.events.length));
      start += post.events.length;
    }
  };

  const takeBatch = (): readonly Post[] => {
    let events = 0;
    let bytes = 0;
    let count = 0;
    for (const post of waiting) {
      events += post.events.length;
      bytes += post.bytes;
      if (count > 0 && (events > maxEvents || bytes > maxBytes)) break;
      count += 1;
    }
    const batch = waiting.splice(0, count);
    for (const post of batch) waitingEvents -= post.events.length;
    return batch;
  };

  const drain = async (): Promise<void> => {
    inFlight = true;
    while (waiting.length > 0) await store(takeBatch());
    inFlight = false;
  };

  return {
    create: (events) =>
      new Promise((resolve, reject) => {
        if (waitingEvents + events.length > maxWaiting && waiting.length > 0) {
          reject(
            new EventStoreError(
              'contention',
              `More than ${maxWaiting} events wait to be stored. Nothing was stored of these; send them again later.`,
            ),
          );
          return;
        }
        waiting.push({ events, bytes: payloadBytes(events), resolve, reject });
        waitingEvents += events.length;
        if (!inFlight) void drain();
      }),
  };
}

function payloadBytes(events: readonly NewEvent[]): number {
  return events.reduce((sum, { payload }) => sum + JSON.stringify(payload ?? null).length, 0);
}

/** Whether an error leaves it open if the transaction was committed. */
function leavesOpen(error: unknown): boolean {
  return !(error instanceof EventStoreError) || error.code === 'server_unreachable';
}
