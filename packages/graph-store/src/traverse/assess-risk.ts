import type { Risk, RiskLevel } from '@clew/contracts';

type Factor = Risk['factors'][number]['factor'];

/** Counts from which on a factor gives points, largest first; `riskSchema` tells the same in words. */
const scales: Readonly<Record<Factor, readonly (readonly [from: number, points: number])[]>> = {
  affected_symbols: [
    [21, 30],
    [6, 20],
    [1, 10],
  ],
  entry_points: [
    [6, 35],
    [3, 25],
    [1, 15],
  ],
  external_systems: [
    [3, 10],
    [1, 5],
  ],
  no_tests: [[1, 25]],
};

const levels: readonly (readonly [from: number, level: RiskLevel])[] = [
  [75, 'critical'],
  [50, 'high'],
  [25, 'medium'],
  [0, 'low'],
];

/** How much is at stake, with what it is made of. */
export function assessRisk(counts: Readonly<Record<Factor, number>>): Risk {
  const factors = (Object.keys(scales) as Factor[]).map((factor) => {
    const count = counts[factor];
    const [, points] = scales[factor].find(([from]) => count >= from) ?? [0, 0];
    return { factor, count, points };
  });
  const points = factors.reduce((sum, factor) => sum + factor.points, 0);
  const [, level] = levels.find(([from]) => points >= from) ?? [0, 'low'];
  return { level, points, factors };
}
