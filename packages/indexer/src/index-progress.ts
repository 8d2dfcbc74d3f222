/** How far an index run is. `total` is 0 until it is known. */
export interface IndexProgress {
  readonly phase: 'discovering' | 'loading' | 'extracting';
  readonly done: number;
  readonly total: number;
  /** The file that was read last, relative to the root. */
  readonly file: string | null;
}
