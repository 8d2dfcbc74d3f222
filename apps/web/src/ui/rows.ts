/** Rows that a table shows; those that are not at hand yet are undefined until they come. */
export interface Rows<T> {
  /** Another one is another list, or another visit of it: it is looked at from `start` on. */
  readonly id: string;
  /** The row to begin with; a fraction lies between two rows. */
  readonly start: number;
  /** As many as are known of. */
  readonly count: number;
  /** True when there are others behind them. */
  readonly more: boolean;
  readonly at: (index: number) => T | undefined;
  /** Tells which rows are looked at, so that they and those around them are asked for. */
  readonly show: (first: number, last: number) => void;
  /** Tells where the rows are scrolled to, for who comes back to them. */
  readonly remember: (row: number) => void;
}

/** Rows that are all there. */
export function rowsOf<T>(items: readonly T[]): Rows<T> {
  return {
    id: 'all',
    start: 0,
    count: items.length,
    more: false,
    at: (index) => items[index],
    show: () => {},
    remember: () => {},
  };
}
