import { inject } from 'vitest';
import { hrefOf, type Route } from '../src/routes.tsx';

export const { origin, eventsUrl, screenshots } = inject('stack');

/** The codebase that the stack indexes first: this repository. */
export const codebase = 'clew';

/** A function of this repository that others call, directly and from afar. */
export const openGraph = '@clew/graph-store/src/open-graph.ts#openGraph';

export function urlOf(route: Route): string {
  return `${origin}${hrefOf(route)}`;
}
