import { expect, test } from 'vitest';
import { missedNothing, mostCounted, sayMissed, withChange, withNew } from './missed.ts';

test('a row counts once however often it is told of, and a change is less than a row', () => {
  expect(sayMissed(missedNothing)).toBeNull();
  const changed = withChange(missedNothing);
  expect(sayMissed(changed)).toBe('changes');
  const twice = withNew(withNew(withNew(changed, 7), 7), 8);
  expect(sayMissed(twice)).toBe('2 new');
});

test('however much is missed, no more than so many are remembered', () => {
  let missed = missedNothing;
  for (let id = 0; id < mostCounted + 500; id += 1) missed = withNew(missed, id);
  expect(missed.ids.size).toBe(mostCounted);
  expect(sayMissed(missed)).toBe('1,000+ new');
});
