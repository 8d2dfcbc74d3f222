/** How well two symbols fit, the weightiest measure first; null when they do not. */
export type Rank = readonly number[] | null;

/** Whom something fits best; null when nobody fits, or another one fits as well. */
export function bestMatch<T>(candidates: readonly T[], rankOf: (candidate: T) => Rank): T | null {
  let best: T | null = null;
  let bestRank: Rank = null;
  for (const candidate of candidates) {
    const rank = rankOf(candidate);
    if (rank === null) continue;
    const order = bestRank === null ? 1 : compareRanks(rank, bestRank);
    if (order < 0) continue;
    best = order === 0 ? null : candidate;
    bestRank = rank;
  }
  return best;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
