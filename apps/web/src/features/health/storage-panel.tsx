import { Link } from '../../navigation.tsx';
import { system } from '../../pipeline-places.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { formatBytes } from '../system/format-bytes.ts';
import { StorageTable } from '../system/storage-table.tsx';
import { useStorage } from './use-storage.ts';

/** How much the history takes, and what compression saves. */
export function StoragePanel() {
  const storage = useStorage();
  return (
    <Panel
      title="Storage"
      flush
      aside={
        <Link to={system()} className="text-link numeric text-xs">
          {storage.data === undefined ? 'System' : `${formatBytes(storage.data.bytes)} in all`}
        </Link>
      }
    >
      {storage.error !== null && storage.data === undefined ? (
        <ProblemNotice error={storage.error} onRetry={() => void storage.refetch()} />
      ) : storage.data === undefined ? (
        <Skeleton rows={4} label="Measuring the storage" />
      ) : (
        <StorageTable hypertables={storage.data.hypertables} />
      )}
    </Panel>
  );
}
