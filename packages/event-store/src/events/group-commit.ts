import type { EventReceipt, NewEvent } from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import type { EventSession } from '../session.ts';
import { shareTransactions } from '../share-transactions.ts';
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
}

/** Half of what one call of `createEvents` takes, for the estimate leaves out what is not payload. */
const maxBytes = 8 * 1_048_576;

/** Lets posts that come at once share transactions. */
export function groupCommit(
  ctx: { readonly events: EventSession },
  { maxEvents = 500, maxWaiting = 20_000, onTransaction = () => {} }: GroupCommitOptions = {},
): EventGroup {
  let waitingEvents = 0;

  const take = (waiting: readonly Post[]): number => {
    let events = 0;
    let bytes = 0;
    let count = 0;
    for (const post of waiting) {
      events += post.events.length;
      bytes += post.bytes;
      if (count > 0 && (events > maxEvents || bytes > maxBytes)) break;
      count += 1;
    }
    return count;
  };

  const write = async (posts: readonly Post[]): Promise<readonly (readonly EventReceipt[])[]> => {
    const events = posts.flatMap((post) => post.events);
    onTransaction({ posts: posts.length, events: events.length });
    const receipts = await createEvents({ ctx, input: { events } });
    let start = 0;
    return posts.map((post) => {
      start += post.events.length;
      return receipts.slice(start - post.events.length, start);
    });
  };

  const shared = shareTransactions({ write, take });
  return {
    async create(events) {
      if (waitingEvents > 0 && waitingEvents + events.length > maxWaiting) {
        throw new EventStoreError(
          'contention',
          `More than ${maxWaiting} events wait to be stored. Nothing was stored of these; send them again later.`,
        );
      }
      waitingEvents += events.length;
      try {
        return await shared.add({ events, bytes: payloadBytes(events) });
      } finally {
        waitingEvents -= events.length;
      }
    },
  };
}

function payloadBytes(events: readonly NewEvent[]): number {
  return events.reduce((sum, { payload }) => sum + JSON.stringify(payload ?? null).length, 0);
}
