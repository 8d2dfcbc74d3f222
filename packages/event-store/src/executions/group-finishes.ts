import type { EventSession } from '../session.ts';
import { shareTransactions } from '../share-transactions.ts';
import { type Finish, finishExecutions } from './finish-executions.ts';

/** Ends attempts like `finishExecutions`, but shares transactions among those that end at once. */
export interface FinishGroup {
  /** @throws EventStoreError `lease_lost` or `execution_not_found`; nothing was changed. */
  finish(finish: Finish): Promise<void>;
}

/** Most attempts of one transaction, and most bytes of what they leave behind. */
const maxFinishes = 500;
const maxBytes = 8 * 1_048_576;

/** Lets attempts that end at once share transactions. */
export function groupFinishes(ctx: { readonly events: EventSession }): FinishGroup {
  const shared = shareTransactions({
    write: (items: readonly Sized[]) =>
      finishExecutions({ ctx, input: { finishes: items.map(({ finish }) => finish) } }),
    take,
  });
  return {
    async finish(finish) {
      const problem = await shared.add({ finish, bytes: bytesOf(finish) });
      if (problem !== null) throw problem;
    },
  };
}

interface Sized {
  readonly finish: Finish;
  readonly bytes: number;
}

function take(waiting: readonly Sized[]): number {
  let bytes = 0;
  const tooMuch = waiting.findIndex((item) => {
    bytes += item.bytes;
    return bytes > maxBytes;
  });
  return Math.min(maxFinishes, tooMuch === -1 ? waiting.length : tooMuch);
}

function bytesOf({ result, output = [] }: Finish): number {
  const written = output.reduce((sum, { text }) => sum + text.length, 0);
  return JSON.stringify(result ?? null).length + written;
}
