/** What the keyboard has chosen of a chart: a bucket, and the one that a span to it begins at. */
export interface KeyBrush {
  readonly at: number;
  /** Null while no span is chosen. */
  readonly anchor: number | null;
}

/**
 * Moves through the buckets of a chart: arrows by one, pages by ten, Home and End to the ends; with Shift
 * a span is chosen.
 *
 * @returns null for a key that means nothing here
 */
export function moveBrush(
  { at, anchor }: KeyBrush,
  { key, shift }: { readonly key: string; readonly shift: boolean },
  buckets: number,
): KeyBrush | null {
  const last = buckets - 1;
  const to = targetOf(key, at, last);
  if (to === null) return null;
  const next = Math.min(last, Math.max(0, to));
  return { at: next, anchor: shift ? (anchor ?? at) : null };
}

function targetOf(key: string, at: number, last: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return at - 1;
    case 'ArrowRight':
      return at + 1;
    case 'PageUp':
      return at - 10;
    case 'PageDown':
      return at + 10;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** The buckets of a span from its first to its last; the one that is chosen, when there is no span. */
export function spanOf({ at, anchor }: KeyBrush): { readonly from: number; readonly to: number } {
  const other = anchor ?? at;
  return { from: Math.min(at, other), to: Math.max(at, other) };
}
