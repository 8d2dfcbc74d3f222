import type { UseQueryResult } from '@tanstack/react-query';
import type { HistoryEntry } from '../../answers.ts';
import { formatTerm } from '../../format.ts';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

interface WorkerHistoryProps {
  readonly history: Pick<
    UseQueryResult<{ readonly items: readonly HistoryEntry[] }>,
    'data' | 'error' | 'refetch'
  >;
}

/** The latest changes of a worker, each field from what to what. Heartbeats are no changes. */
export function WorkerHistory({ history }: WorkerHistoryProps) {
  return (
    <Panel title="History" flush>
      {history.error !== null ? (
        <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />
      ) : history.data === undefined ? (
        <Skeleton rows={4} label="Loading the history" />
      ) : history.data.items.length === 0 ? (
        <p className="faint px-4 py-3">No change is recorded (any more).</p>
      ) : (
        <ScrollRegion className="max-h-120 overflow-auto" label="Changes, newest first">
          <ol>
            {history.data.items.map((entry) => (
              <li
                key={entry.id}
                className="grid grid-cols-[96px_minmax(0,1fr)] gap-3 border-t border-line px-4 py-2 first:border-0"
              >
                <span className="text-xs text-ink-faint">
                  <Moment at={entry.time} />
                </span>
                <Change entry={entry} />
              </li>
            ))}
          </ol>
        </ScrollRegion>
      )}
    </Panel>
  );
}

function Change({ entry }: { readonly entry: HistoryEntry }) {
  if (entry.operation === 'INSERT') return <span>Registered</span>;
  if (entry.operation === 'DELETE') return <span>Removed</span>;
  return (
    <dl className="grid gap-0.5">
      {entry.changed_fields.map((field) => (
        <div key={field} className="flex flex-wrap gap-x-2">
          <dt className="text-ink-soft">{formatTerm(field)}</dt>
          <dd className="mono min-w-0 text-xs leading-5 wrap-anywhere">
            {fieldOf(entry.old_values, field)} → {fieldOf(entry.new_values, field)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function fieldOf(values: HistoryEntry['old_values'], field: string): string {
  if (typeof values !== 'object' || values === null) return '–';
  const value = Object.entries(values).find(([key]) => key === field)?.[1];
  if (value === undefined || value === null) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
