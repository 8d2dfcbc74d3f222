import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildAdjacency } from './adjacency.ts';
import { countReachable, estimateReachable } from './count-reachable.ts';

test('small counts are exact, by visiting and by estimate', () => {
  const size = 20;
  const node = fc.nat({ max: size - 1 });
  fc.assert(
    fc.property(fc.array(fc.tuple(node, node), { maxLength: 40 }), (pairs) => {
      const adjacency = buildAdjacency(
        size,
        pairs.map(([from]) => from),
        pairs.map(([, to]) => to),
      );
      const estimates = estimateReachable(adjacency);
      for (let start = 0; start < size; start += 1) {
        const reached = new Set([start]);
        for (let before = 0; before < reached.size; ) {
          before = reached.size;
          for (const [from, to] of pairs) if (reached.has(from)) reached.add(to);
        }
        expect(countReachable(adjacency, start)).toBe(reached.size - 1);
        expect(estimates[start]).toBe(reached.size - 1);
      }
    }),
    { numRuns: 300 },
  );
});

test('large counts are estimated within half of the truth', () => {
  const size = 20_000;
  const from = Array.from({ length: size - 1 }, (_, at) => at + 1);
  const to = from.map((at) => Math.floor(at / 2));
  const estimates = estimateReachable(buildAdjacency(size, to, from));
  for (const start of [0, 1, 2, 5, 9]) {
    const exact = countReachable(buildAdjacency(size, to, from), start);
    expect(exact).toBeGreaterThan(1_000);
    expect((estimates[start] ?? 0) / exact).toBeGreaterThan(0.5);
    expect((estimates[start] ?? 0) / exact).toBeLessThan(1.5);
  }
});
