import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { formatQuantity } from '../../format.ts';
import { ask } from '../../query.ts';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Tag } from '../../ui/tag.tsx';
import { Answered } from './answered.tsx';
import { formatBytes } from './format-bytes.ts';
import { StorageTable } from './storage-table.tsx';

/** The hypertables, and the chunks of the one that is chosen. */
export function StorageTab({ hypertable }: { readonly hypertable: string | null }) {
  const storage = useQuery(ask(routes.getStorage, {}));
  return (
    <>
      <Panel
        title="Hypertables"
        flush
        aside={
          storage.data === undefined ? null : (
            <span className="numeric text-xs text-ink-faint">
              {formatBytes(storage.data.bytes)} in the whole database
            </span>
          )
        }
      >
        <Answered answer={storage} what="the storage">
          {({ hypertables }) => <StorageTable hypertables={hypertables} current={hypertable} />}
        </Answered>
      </Panel>
      {hypertable === null ? (
        <p className="faint">Choose a hypertable to see its chunks.</p>
      ) : (
        <Chunks hypertable={hypertable} />
      )}
    </>
  );
}

function Chunks({ hypertable }: { readonly hypertable: string }) {
  const chunks = useQuery(ask(routes.getChunks, { query: { hypertable } }));
  const days = (from: string, to: string) =>
    Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return (
    <Panel
      title={`Chunks of ${hypertable}`}
      flush
      aside={
        chunks.data === undefined ? null : (
          <span className="numeric text-xs text-ink-faint">
            {formatQuantity(chunks.data.chunks.length, 'chunk')}
          </span>
        )
      }
    >
      <Answered answer={chunks} what="the chunks">
        {({ chunks: list }) =>
          list.length === 0 ? (
            <p className="faint px-4 py-3">It has no chunks: nothing was stored in it yet.</p>
          ) : (
            <ScrollRegion className="table-scroll" label="Chunks">
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">From</th>
                    <th scope="col" className="cell-number">
                      Days
                    </th>
                    <th scope="col">State</th>
                    <th scope="col" className="cell-number">
                      Size
                    </th>
                    <th scope="col" className="cell-number">
                      Before
                    </th>
                    <th scope="col" className="cell-number">
                      Ratio
                    </th>
                    <th scope="col">Name</th>
                  </tr>
                </thead>
                <tbody>
                  {list.map((chunk) => (
                    <tr key={chunk.name}>
                      <th scope="row" className="numeric">
                        {chunk.since.slice(0, 10)}
                      </th>
                      <td className="cell-number">{days(chunk.since, chunk.until)}</td>
                      <td>
                        {chunk.compressed ? (
                          <Tag tone="ok">
                            <Icon name="layers" size={12} />
                            compressed
                          </Tag>
                        ) : (
                          <Tag>rows</Tag>
                        )}
                      </td>
                      <td className="cell-number">
                        {formatBytes(chunk.bytes_after_compression ?? chunk.bytes)}
                      </td>
                      <td className="cell-number">
                        {chunk.bytes_before_compression === null
                          ? '–'
                          : formatBytes(chunk.bytes_before_compression)}
                      </td>
                      <td className="cell-number">
                        {ratio(chunk.bytes_before_compression, chunk.bytes_after_compression)}
                      </td>
                      <td className="mono text-ink-faint">{chunk.name}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollRegion>
          )
        }
      </Answered>
    </Panel>
  );
}

function ratio(before: number | null, after: number | null): string {
  return before === null || after === null || after === 0
    ? '–'
    : `${(before / after).toFixed(1)} ×`;
}
