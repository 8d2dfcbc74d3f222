import { formatCount } from '../../format.ts';

/** What happened while a list held still. */
export interface Missed {
  /** Rows that are not in the list yet; no more than `mostCounted` are told apart. */
  readonly ids: ReadonlySet<number>;
  /** There is something else to see: a change of a row, or what nobody could count. */
  readonly changed: boolean;
}

export const mostCounted = 1_000;

export const missedNothing: Missed = { ids: new Set(), changed: false };

/** A row came. One that is told of twice counts once. */
export function withNew(missed: Missed, id: number): Missed {
  if (missed.ids.has(id) || missed.ids.size >= mostCounted) return missed;
  return { ...missed, ids: new Set(missed.ids).add(id) };
}

export function withChange(missed: Missed): Missed {
  return missed.changed ? missed : { ...missed, changed: true };
}

/** `12 new`, `1,000+ new`, `changes`; null when nothing was missed. */
export function sayMissed({ ids, changed }: Missed): string | null {
  if (ids.size === 0) return changed ? 'changes' : null;
  return `${formatCount(ids.size)}${ids.size < mostCounted ? '' : '+'} new`;
}
