import type { LayerMatrix as Matrix } from '@clew/contracts';
import { formatCount, formatQuantity, formatTerm } from '../../format.ts';
import { Panel } from '../../ui/panel.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';

/** How many edges lead from each layer (row) to each other one (column). */
export function LayerMatrix({ matrix }: { readonly matrix: Matrix }) {
  const { layers, edges, outside } = matrix;
  const counts = new Map<string, { total: number; parts: string[] }>();
  for (const { from, to, relation, count } of edges) {
    const key = `${from}\n${to}`;
    const cell = counts.get(key) ?? { total: 0, parts: [] };
    cell.total += count;
    cell.parts.push(`${formatTerm(relation)} ${formatCount(count)}`);
    counts.set(key, cell);
  }
  const most = Math.max(1, ...[...counts.values()].map(({ total }) => total));
  return (
    <Panel
      title="Layers"
      flush
      aside={
        <span className="text-xs text-ink-faint tabular-nums">
          {formatQuantity(outside, 'symbol')} in none
        </span>
      }
    >
      <ScrollRegion
        label="Edges between layers"
        className="max-h-[min(75dvh,720px)] overflow-auto overscroll-x-contain"
      >
        <table className="w-auto border-separate border-spacing-0 pr-3 pb-3 text-xs">
          <caption className="visually-hidden">
            Edges from the layer of the row to the layer of the column
          </caption>
          <thead>
            <tr>
              <th
                scope="col"
                className="sticky top-0 left-0 z-20 bg-surface py-2 pr-2 pl-4 text-left font-normal text-ink-faint"
              >
                from ↓ to →
              </th>
              <th
                scope="col"
                className="sticky top-0 z-10 bg-surface px-2 py-2 text-right font-normal text-ink-faint"
              >
                symbols
              </th>
              {layers.map(({ name }) => (
                <th
                  key={name}
                  scope="col"
                  className="sticky top-0 z-10 bg-surface px-1.5 py-2 text-right align-bottom font-mono font-medium text-ink-soft"
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {layers.map((from) => (
              <tr key={from.name}>
                <th
                  scope="row"
                  className="sticky left-0 z-10 bg-surface py-0.5 pr-2 pl-4 text-left font-mono font-medium whitespace-nowrap max-tablet:max-w-32 max-tablet:truncate"
                  title={from.name}
                >
                  {from.name}
                </th>
                <td className="px-2 text-right text-ink-faint tabular-nums">
                  {formatCount(from.symbols)}
                </td>
                {layers.map((to) => {
                  const cell = counts.get(`${from.name}\n${to.name}`);
                  if (from === to) {
                    return (
                      <td key={to.name} className="p-0.5">
                        <span className="block h-7 min-w-12 rounded-chip bg-hover" />
                      </td>
                    );
                  }
                  return (
                    <td key={to.name} className="p-0.5" title={cell?.parts.join(', ')}>
                      <span
                        className="grid h-7 min-w-12 place-items-center justify-end rounded-chip border border-line px-1.5 text-right tabular-nums"
                        style={{
                          background: cell === undefined ? undefined : shadeOf(cell.total / most),
                        }}
                      >
                        {cell === undefined ? (
                          <span className="text-ink-faint">·</span>
                        ) : (
                          formatCount(cell.total)
                        )}
                      </span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}

/** The number is what counts; the shade only leads the eye. */
function shadeOf(share: number): string {
  const percent = Math.round(8 + Math.sqrt(share) * 40);
  return `color-mix(in oklab, var(--accent-soft) ${percent * 2}%, var(--surface))`;
}
