/** Rows that a table shows; those that are not at hand yet are undefined until they come. */
export interface Rows<T> {
  /** As many as are known of. */
  readonly count: number;
  /** True when there are others behind them. */
  readonly more: boolean;
  readonly at: (index: number) => T | undefined;
  /** Tells which rows are looked at, so that they and those behind them are asked for. */
  readonly show: (first: number, last: number) => void;
}

/** Rows that are all there. */
export function rowsOf<T>(items: readonly T[]): Rows<T> {
  return { count: items.length, more: false, at: (index) => items[index], show: () => {} };
}
