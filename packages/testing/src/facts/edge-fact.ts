import type { EdgeFact } from '@clew/contracts';

/** An exact call on line 1, but for what the test says. */
export function edgeFact(given: Pick<EdgeFact, 'from' | 'to'> & Partial<EdgeFact>): EdgeFact {
  return { relation: 'calls', line: 1, resolution: 'exact', metadata: null, ...given };
}
