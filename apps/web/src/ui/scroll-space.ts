/**
 * Rows that one frame scrolls through. Browsers lay out no element that is higher than about 17 million
 * pixels, so a longer list moves through its frame: near an end of it the rows shift by a half, and the
 * scroll position with them, so that what is in sight stays where it is.
 */
export const mostRows = 200_000;

interface ScrollPlace {
  /** The row at the top of the frame's content. */
  readonly base: number;
  /** How many rows the frame is scrolled down. */
  readonly top: number;
  /** Rows that are known of. */
  readonly count: number;
}

/** By how many rows the content has to move; 0 as long as there is room. */
export function shiftOf({ base, top, count }: ScrollPlace): number {
  const half = mostRows / 2;
  const quarter = mostRows / 4;
  if (top >= mostRows - quarter && base + mostRows < count) {
    return Math.floor((top - quarter) / half) * half;
  }
  if (top < quarter && base > 0) return -Math.min(base, half);
  return 0;
}
