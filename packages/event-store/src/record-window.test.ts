import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createdWindow, groupByDay, idTime } from './record-window.ts';

const epoch = Date.UTC(2024, 0, 1);
const minted = fc
  .tuple(
    fc.integer({ min: Date.UTC(2025, 5, 1), max: Date.UTC(2092, 0, 1) }),
    fc.nat({ max: 4095 }),
  )
  .map(([time, sequence]) => ({ time, id: (time - epoch) * 4096 + sequence }));

test('a minted id is a safe integer and gives its millisecond back', () => {
  fc.assert(
    fc.property(minted, ({ time, id }) => {
      expect(Number.isSafeInteger(id)).toBe(true);
      expect(idTime(id)).toBe(time);
    }),
  );
});

test('an id from before ids carried their time has no bounds', () => {
  expect(createdWindow(1)).toEqual({ from: '-infinity', to: 'infinity' });
  expect(createdWindow(2 ** 40)).toEqual({ from: '-infinity', to: 'infinity' });
});

test('the window reaches a second to both sides', () => {
  const id = (Date.UTC(2026, 10, 21) - epoch) * 4096;
  expect(createdWindow(id)).toEqual({
    from: '2026-11-20T23:59:59.000Z',
    to: '2026-11-21T00:00:01.001Z',
  });
});

test('grouping keeps every id once, in a window that holds it and spans at most a day', () => {
  const anyId = fc.oneof(
    minted.map(({ id }) => id),
    fc.integer({ min: 1, max: 10_000 }),
  );
  fc.assert(
    fc.property(fc.array(anyId), (ids) => {
      const groups = groupByDay(ids);
      expect(groups.flatMap((group) => group.ids).sort()).toEqual([...new Set(ids)].sort());
      for (const { ids: grouped, window } of groups) {
        if (window.from === '-infinity') continue;
        const [from, to] = [Date.parse(window.from), Date.parse(window.to)];
        expect(to - from).toBeLessThanOrEqual(86_400_000 + 2001);
        for (const id of grouped) {
          const time = idTime(id) ?? Number.NaN;
          expect(time - 1000 >= from && time + 1000 < to).toBe(true);
        }
      }
    }),
  );
});
