import type { Neighbour } from '@clew/contracts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { relationName, resolutionName } from '../schema/edge-code.ts';
import { type SymbolRefRow, toSymbolRef } from '../symbols/symbol-row.ts';

/** One edge: the symbol at its other end, and its site. */
export interface NeighbourRow extends SymbolRefRow {
  readonly relation: number;
  readonly line: number;
  readonly site_file: string | null;
  readonly resolution: number;
  /** 1 when the edge leads to a member that the target may stand in for at run time. */
  readonly dispatched: number;
}

/** Puts the edges to each symbol together, by fqn and relation, and cuts a page out. */
export function groupNeighbours(
  rows: readonly NeighbourRow[],
  {
    cursor,
    limit = 50,
  }: { readonly cursor?: string | undefined; readonly limit?: number | undefined },
): { readonly items: Neighbour[]; readonly next_cursor: string | null } {
  const groups = new Map<string, Neighbour>();
  for (const row of rows) {
    const relation = relationName(row.relation);
    const key = `${row.fqn}\0${relation}`;
    const group = groups.get(key) ?? { symbol: toSymbolRef(row), relation, sites: [] };
    groups.set(key, group);
    const resolution = row.dispatched === 1 ? 'dynamic' : resolutionName(row.resolution);
    group.sites.push({ file: row.site_file, line: row.line, resolution });
  }
  const after = cursor === undefined ? '' : String(decodeCursor(cursor, ['string'])[0]);
  const rest = [...groups].filter(([key]) => key > after).sort(([a], [b]) => (a < b ? -1 : 1));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(([, neighbour]) => ({
      ...neighbour,
      sites: neighbour.sites.sort((a, b) => compareSites(a, b)),
    })),
    next_cursor: rest.length > limit && last !== undefined ? encodeCursor([last[0]]) : null,
  };
}

type Site = Neighbour['sites'][number];

function compareSites(a: Site, b: Site): number {
  const aFile = a.file ?? '';
  const bFile = b.file ?? '';
  return aFile === bFile ? a.line - b.line : aFile < bFile ? -1 : 1;
}
