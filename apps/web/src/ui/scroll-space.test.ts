import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostRows, shiftOf } from './scroll-space.ts';

test('whoever scrolls finds every row within the frame, and no shift asks for another', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -190_000, max: 190_000 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 3_000_000 }),
      (moves, count) => {
        let base = 0;
        let top = 0;
        for (const move of moves) {
          const end = Math.min(count - base, mostRows) - 1;
          top = Math.max(0, Math.min(end, top + move));
          const row = base + top;
          const shift = shiftOf({ base, top, count });
          base += shift;
          top -= shift;
          expect(base + top).toBe(row);
          expect(base).toBeGreaterThanOrEqual(0);
          expect(top).toBeGreaterThanOrEqual(0);
          expect(top).toBeLessThan(mostRows);
          expect(shiftOf({ base, top, count })).toBe(0);
        }
      },
    ),
  );
});

test('the last row of a long list can be reached, and the first one again', () => {
  const count = 1_000_000;
  let base = 0;
  let top = 0;
  const turn = (step: number) => {
    top = Math.max(0, Math.min(Math.min(count - base, mostRows) - 1, top + step));
    const shift = shiftOf({ base, top, count });
    base += shift;
    top -= shift;
  };
  for (let step = 0; step < 1_000; step += 1) turn(1_000);
  expect(base + top).toBe(count - 1);
  for (let step = 0; step < 1_000; step += 1) turn(-1_000);
  expect(base + top).toBe(0);
});
