import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loopBreaker } from './loop-breaker.ts';

test('a reaction within depth and budget is allowed and uses one of each', () => {
  expect(loopBreaker({ depth: 2, budget_left: 10, max_depth: 8 })).toEqual({
    kind: 'allowed',
    depth: 3,
    budget_left: 9,
  });
});

test('depth and budget each stop the chain and say which', () => {
  const deep = loopBreaker({ depth: 8, budget_left: 10, max_depth: 8 });
  expect(deep).toEqual({ kind: 'stopped', reason: expect.stringContaining('8 deep') });
  const spent = loopBreaker({ depth: 0, budget_left: 0, max_depth: 8 });
  expect(spent).toEqual({ kind: 'stopped', reason: expect.stringContaining('budget') });
});

test('every chain ends after at most its depth and at most its budget', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(50), (max_depth, budget) => {
      let steps = 0;
      let state = { depth: 0, budget_left: budget };
      for (;;) {
        const decision = loopBreaker({ ...state, max_depth });
        if (decision.kind === 'stopped') break;
        state = decision;
        steps += 1;
      }
      expect(steps).toBe(Math.min(max_depth, budget));
    }),
  );
});
