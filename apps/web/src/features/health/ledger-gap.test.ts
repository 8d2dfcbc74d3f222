import { expect, test } from 'vitest';
import { gapOf, ledgerGap } from './ledger-gap.ts';

test('what is missing and what is there twice both count as a gap', () => {
  const balanced = { gaps: { events: 0, matches: 0, enforcements: 0 } };
  const lost = { gaps: { events: 3, matches: 0, enforcements: 0 } };
  const twice = { gaps: { events: 0, matches: -2, enforcements: 1 } };
  expect([balanced, lost, twice].map(gapOf)).toEqual([0, 3, 3]);
  expect(ledgerGap([balanced, lost, twice])).toBe(6);
  expect(ledgerGap([])).toBe(0);
});
