/** Whether an event may cause another one. */
export type LoopDecision =
  | { readonly kind: 'allowed'; readonly depth: number; readonly budget_left: number }
  | { readonly kind: 'stopped'; readonly reason: string };

/**
 * Stops rules that set each other off. An event of depth `depth`, whose chain may still cause
 * `budget_left` events, may cause one of depth + 1, unless that is deeper than `max_depth` or the
 * budget of the chain is used up.
 */
export function loopBreaker(input: {
  readonly depth: number;
  readonly budget_left: number;
  readonly max_depth: number;
}): LoopDecision {
  const { depth, budget_left, max_depth } = input;
  if (depth >= max_depth) {
    return {
      kind: 'stopped',
      reason: `The chain of reactions is ${depth} deep, and ${max_depth} is the most. Rules that set each other off end here.`,
    };
  }
  if (budget_left <= 0) {
    return {
      kind: 'stopped',
      reason: 'The events that started this chain may cause no more: its budget is used up.',
    };
  }
  return { kind: 'allowed', depth: depth + 1, budget_left: budget_left - 1 };
}
