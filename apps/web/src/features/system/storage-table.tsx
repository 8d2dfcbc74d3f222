import type { StorageReport } from '../../answers.ts';
import { formatCount } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { system } from '../../pipeline-places.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { formatBytes } from './format-bytes.ts';

interface StorageTableProps {
  readonly hypertables: StorageReport['hypertables'];
  /** The one whose chunks are shown. */
  readonly current?: string | null;
}

/** Each hypertable on one line: chunks, size, what compression saves, and how long rows are kept. */
export function StorageTable({ hypertables, current = null }: StorageTableProps) {
  return (
    <ScrollRegion className="table-scroll" label="Hypertables on disk">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Hypertable</th>
            <th scope="col" className="cell-number">
              Chunks
            </th>
            <th scope="col" className="cell-number">
              Compressed
            </th>
            <th scope="col" className="cell-number">
              Size
            </th>
            <th scope="col" className="cell-number">
              Ratio
            </th>
            <th scope="col">Compress after</th>
            <th scope="col">Keep</th>
          </tr>
        </thead>
        <tbody>
          {hypertables.map((table) => (
            <tr
              key={table.name}
              className="aria-[current=true]:bg-accent-soft"
              aria-current={current === table.name}
            >
              <th scope="row">
                <Link to={system({ of: table.name })} className="text-link mono">
                  {table.name}
                </Link>
              </th>
              <td className="cell-number">{formatCount(table.chunks)}</td>
              <td className="cell-number">{formatCount(table.compressed_chunks)}</td>
              <td className="cell-number">{formatBytes(table.bytes)}</td>
              <td className="cell-number">
                {table.compression_ratio === null ? '–' : `${table.compression_ratio.toFixed(1)} ×`}
              </td>
              <td>{table.compress_after ?? 'never'}</td>
              <td>{table.retention ?? 'for ever'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
