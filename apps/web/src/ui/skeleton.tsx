const widths = ['72%', '54%', '81%', '63%', '47%', '76%', '58%', '69%'] as const;

/** Stands in for rows that are on their way, at about their size, so that nothing jumps. */
export function Skeleton({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => widths[row % widths.length]).map((width, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <div className="skeleton-row" key={row} style={{ inlineSize: width }} />
      ))}
    </div>
  );
}
