/**
 * Milliseconds that each call of two ways to do the same took, sorted. They take turns, so that whatever
 * else the machine does slows both alike.
 */
export async function timeAlternately<T>(
  inputs: readonly T[],
  one: (input: T) => Promise<unknown>,
  other: (input: T) => Promise<unknown>,
): Promise<readonly [readonly number[], readonly number[]]> {
  const times: readonly [number[], number[]] = [[], []];
  for (const input of inputs) {
    for (const [index, work] of [one, other].entries()) {
      const started = performance.now();
      await work(input);
      times[index]?.push(performance.now() - started);
    }
  }
  return [times[0].sort((a, b) => a - b), times[1].sort((a, b) => a - b)];
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
