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
      <ScrollRegion label="Edges between layers" className="overflow-x-auto p-4">
        <table className="w-auto text-xs">
          <caption className="visually-hidden">
            Edges from the layer of the row to the layer of the column
          </caption>
          <thead>
            <tr>
              <th scope="col" className="px-2 pb-2 text-ink-faint">
                from ↓ to →
              </th>
              {layers.map(({ name }) => (
                <th key={name} scope="col" className="px-2 pb-2 text-right font-mono text-ink-soft">
                  {name}
                </th>
              ))}
              <th scope="col" className="px-2 pb-2 pl-6 text-right text-ink-faint">
                symbols
              </th>
            </tr>
          </thead>
          <tbody>
            {layers.map((from) => (
              <tr key={from.name}>
                <th scope="row" className="px-2 py-0.5 font-mono whitespace-nowrap">
                  {from.name}
                </th>
                {layers.map((to) => {
                  const cell = counts.get(`${from.name}\n${to.name}`);
                  if (from === to) {
                    return (
                      <td key={to.name} className="p-0.5">
                        <span className="block h-7 min-w-14 rounded-chip bg-hover" />
                      </td>
                    );
                  }
                  return (
                    <td key={to.name} className="p-0.5" title={cell?.parts.join(', ')}>
                      <span
                        className="grid h-7 min-w-14 place-items-center justify-end rounded-chip border border-line px-2 text-right tabular-nums"
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
                <td className="px-2 pl-6 text-right text-ink-soft tabular-nums">
                  {formatCount(from.symbols)}
                </td>
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
