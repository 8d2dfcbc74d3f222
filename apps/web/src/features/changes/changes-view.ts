import type { ChangesSearch } from '../../codebase-places.ts';

/** What the changes page shows, as its URL says it. */
export interface ChangesView extends ChangesSearch {
  readonly codebase: string;
}
