import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moveBrush, spanOf } from './brush-keys.ts';

const keys = ['ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'] as const;

test('with Shift a span is chosen, without it is given up', () => {
  const start = { at: 5, anchor: null };
  const one = moveBrush(start, { key: 'ArrowRight', shift: true }, 24);
  expect(one).toEqual({ at: 6, anchor: 5 });
  const two = one && moveBrush(one, { key: 'ArrowRight', shift: true }, 24);
  expect(two && spanOf(two)).toEqual({ from: 5, to: 7 });
  expect(two && moveBrush(two, { key: 'ArrowLeft', shift: false }, 24)).toEqual({
    at: 6,
    anchor: null,
  });
  expect(moveBrush(start, { key: 'a', shift: false }, 24)).toBe(null);
});

test('whatever is pressed, the chosen span lies in the chart', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.array(fc.record({ key: fc.constantFrom(...keys), shift: fc.boolean() })),
      (buckets, presses) => {
        let brush = { at: 0, anchor: null as number | null };
        for (const press of presses) brush = moveBrush(brush, press, buckets) ?? brush;
        const { from, to } = spanOf(brush);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThan(buckets);
      },
    ),
  );
});
