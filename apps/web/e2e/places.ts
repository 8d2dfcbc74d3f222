import { inject } from 'vitest';
import { hrefOf, type Place } from '../src/places.ts';

export const { origin, eventsUrl, home, screenshots } = inject('stack');

/** The codebase that the stack indexes first: this repository. */
export const codebase = 'clew';

/** A function of this repository that others call, directly and from afar. */
export const openGraph = '@clew/graph-store/src/open-graph.ts#openGraph';

export function urlOf(route: Place): string {
  return `${origin}${hrefOf(route)}`;
}
