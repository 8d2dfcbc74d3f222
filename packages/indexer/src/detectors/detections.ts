import type { DependencyFact, EntryPointFact } from '@clew/contracts';

/** What a file says of its entry points and of what it depends on. */
export interface Detections {
  readonly entry_points: readonly EntryPointFact[];
  readonly dependencies: readonly DependencyFact[];
}
