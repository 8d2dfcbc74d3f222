import type { GenerationUsage } from '@clew/contracts';

export interface TokenUsage {
  readonly input: number;
  readonly output: number;
}

/** A part of the budget that is set aside for one request. It ends exactly once. */
export interface Reservation {
  /** The request was answered and used so much. */
  settle(used: TokenUsage & { readonly estimated: boolean }): void;
  /** Nothing was used: the request was refused, or not sent. */
  release(): void;
  /** Nobody knows what was used, so the whole reservation counts. */
  lose(): void;
}

/** Keeps a run within its budget. */
export interface Meter {
  /**
   * Sets aside the most that a request can use. Waits while others that are under way may give back
   * what it lacks; null when it does not fit for certain, and for ever after.
   */
  reserve(most: TokenUsage): Promise<Reservation | null>;
  used(): GenerationUsage;
}

interface Waiting {
  readonly most: TokenUsage;
  readonly answer: (reservation: Reservation | null) => void;
}

/** The cost of tokens by the prices of a million of them. */
export function costOf(
  { input, output }: TokenUsage,
  prices: { readonly input: number; readonly output: number },
): number {
  return (input * prices.input + output * prices.output) / 1_000_000;
}

/**
 * Invariant: what was used plus what is set aside never exceeds the budget, unless a server uses more
 * than it was allowed; then nothing more is set aside.
 *
 * @param input.budget tokens sent and answered together, and money; a budget of money needs prices
 */
export function createMeter({
  prices,
  budget,
}: {
  readonly prices: { readonly input: number; readonly output: number } | null;
  readonly budget: { readonly tokens: number; readonly cost: number | null };
}): Meter {
  let input = 0;
  let output = 0;
  let requests = 0;
  let estimated = 0;
  const held = new Set<TokenUsage>();
  const waiting: Waiting[] = [];
  let isOver = false;

  const fits = (most: TokenUsage) => {
    const all = [...held, most].reduce<TokenUsage>(
      (sum, each) => ({ input: sum.input + each.input, output: sum.output + each.output }),
      { input, output },
    );
    if (all.input + all.output > budget.tokens) return false;
    return budget.cost === null || (prices !== null && costOf(all, prices) <= budget.cost);
  };

  const hold = (most: TokenUsage): Reservation => {
    held.add(most);
    const end = (used: TokenUsage | null, isEstimate: boolean) => {
      if (!held.delete(most)) throw new Error('A reservation ends once.');
      if (used !== null) {
        requests += 1;
        estimated += isEstimate ? 1 : 0;
        input += used.input;
        output += used.output;
      }
      serve();
    };
    return {
      settle: (used) => end(used, used.estimated),
      release: () => end(null, false),
      lose: () => end(most, true),
    };
  };

  /** First come, first served: a small request does not overtake a large one that waits. */
  const serve = () => {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      if (!isOver && !fits(next.most)) {
        if (held.size > 0) return;
        isOver = true;
      }
      waiting.shift();
      next.answer(isOver ? null : hold(next.most));
    }
  };

  return {
    reserve: (most) =>
      new Promise((answer) => {
        // A copy of its own, as it is told apart from others by its identity.
        waiting.push({ most: { ...most }, answer });
        serve();
      }),
    used: () => ({
      requests,
      input_tokens: input,
      output_tokens: output,
      estimated_requests: estimated,
      cost: prices === null ? null : costOf({ input, output }, prices),
    }),
  };
}
