import type { StorageReport } from '../../answers.ts';

interface SavedSpace {
  readonly chunks: number;
  readonly compressed: number;
  /** Before divided by after, of the compressed chunks of all hypertables; null while there are none. */
  readonly ratio: number | null;
}

/** What compression makes of all hypertables together. */
export function savedSpace({ hypertables }: StorageReport): SavedSpace {
  const sum = (of: (table: StorageReport['hypertables'][number]) => number | null) =>
    hypertables.reduce((total, table) => total + (of(table) ?? 0), 0);
  const before = sum(({ bytes_before_compression }) => bytes_before_compression);
  const after = sum(({ bytes_after_compression }) => bytes_after_compression);
  return {
    chunks: sum(({ chunks }) => chunks),
    compressed: sum(({ compressed_chunks }) => compressed_chunks),
    ratio: after === 0 ? null : before / after,
  };
}
