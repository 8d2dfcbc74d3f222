import { setImmediate as turn } from 'node:timers/promises';
import { EventStoreError } from './event-store-error.ts';

export interface SharedTransactions<Item, Answer> {
  /** Writes an item. Fails as `write` does, for this item alone. */
  add(item: Item): Promise<Answer>;
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit. An item that finds the store idle is written in the next turn of the event loop, with
 * whatever else comes in this one; items that come while a transaction is in flight wait and share the
 * next, so under load one commit carries many and nobody waits for a timer:
 *
 *     add ──▶ idle? ──▶ transaction in flight ──▶ answers
 *               │                ▲
 *               └── waiting ─────┘  together, when the one before has ended
 *
 * When a shared transaction fails, its items are tried again in halves, so that a bad one fails alone.
 * That is safe because a failed transaction stored nothing; only where the connection broke, which
 * leaves that open, everybody is told instead.
 *
 * @param input.write one transaction; answers in the order of the items.
 * @param input.take how many of the items that wait go together into the next one; at least one does.
 */
export function shareTransactions<Item, Answer>(input: {
  readonly write: (items: readonly Item[]) => Promise<readonly Answer[]>;
  readonly take: (waiting: readonly Item[]) => number;
}): SharedTransactions<Item, Answer> {
  let waiting: Waiting<Item, Answer>[] = [];
  let isDraining = false;

  const store = async (batch: readonly Waiting<Item, Answer>[]): Promise<void> => {
    let answers: readonly Answer[];
    try {
      answers = await input.write(batch.map(({ item }) => item));
      if (answers.length !== batch.length) throw tooFewAnswers();
    } catch (error) {
      if (batch.length === 1 || leavesOpen(error)) {
        for (const { reject } of batch) reject(error);
        return;
      }
      const half = Math.ceil(batch.length / 2);
      await store(batch.slice(0, half));
      await store(batch.slice(half));
      return;
    }
    for (const [at, { resolve }] of batch.entries()) resolve(answers[at] as Answer);
  };

  const drain = async (): Promise<void> => {
    isDraining = true;
    await turn();
    while (waiting.length > 0) {
      const count = Math.max(1, input.take(waiting.map(({ item }) => item)));
      const batch = waiting.slice(0, count);
      waiting = waiting.slice(count);
      await store(batch);
    }
    isDraining = false;
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (!isDraining) void drain();
      }),
  };
}

/** Whether an error leaves it open if the transaction was committed. */
function leavesOpen(error: unknown): boolean {
  return !(error instanceof EventStoreError) || error.code === 'server_unreachable';
}

function tooFewAnswers(): Error {
  return new Error('A shared transaction must answer each of its items.');
}
