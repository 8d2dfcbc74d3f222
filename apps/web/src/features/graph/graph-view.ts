import type { GraphSearch } from '../../codebase-places.ts';

/** What the graph page shows, as its URL says it. */
export interface GraphView extends GraphSearch {
  readonly codebase: string;
}
