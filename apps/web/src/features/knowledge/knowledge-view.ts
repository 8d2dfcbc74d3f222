import type { KnowledgeSearch } from '../../codebase-places.ts';

/** Which texts of a codebase are listed, as the URL says it. */
export interface KnowledgeView extends KnowledgeSearch {
  readonly codebase: string;
}

/** The filters of a view, as the API takes them. */
export function filtersOf({ q, stale }: KnowledgeView) {
  return { q: q === '' ? undefined : q, stale: stale === null ? undefined : stale === 'yes' };
}
