import type { GenerationMiss } from '@clew/contracts';

/** How one symbol ended. */
export type SymbolOutcome =
  | { readonly kind: 'generated'; readonly terms: number; readonly tokens: number }
  | { readonly kind: 'outdated'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly isOutage: boolean }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'over_budget' };

/** Enough to see what is wrong; a result is read by people. */
const mostMisses = 50;

/** Counts how symbols ended. */
export interface Tally {
  add(fqn: string, outcome: SymbolOutcome): void;
  counts(): {
    readonly generated: number;
    readonly terms: number;
    readonly outdated: number;
    readonly failed: number;
    readonly skipped: number;
    readonly misses: GenerationMiss[];
  };
}

export function createTally(): Tally {
  const counts = { generated: 0, terms: 0, outdated: 0, failed: 0, skipped: 0 };
  const misses: GenerationMiss[] = [];
  return {
    add(fqn, outcome) {
      switch (outcome.kind) {
        case 'generated':
          counts.generated += 1;
          counts.terms += outcome.terms;
          return;
        case 'over_budget':
          counts.skipped += 1;
          break;
        default:
          counts[outcome.kind] += 1;
      }
      if (misses.length < mostMisses) misses.push({ fqn, reason: reasonOf(outcome) });
    },
    counts: () => ({ ...counts, misses: [...misses] }),
  };
}

export function reasonOf(outcome: Exclude<SymbolOutcome, { kind: 'generated' }>): string {
  return outcome.kind === 'over_budget' ? 'the budget is used up' : outcome.reason;
}
