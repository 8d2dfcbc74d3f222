import type { WorkerStatus } from '@clew/contracts';
import { useState } from 'react';
import type { HistoryEntry } from '../../answers.ts';
import { formatDuration, formatMoment } from '../../format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useNow } from '../../ui/use-now.ts';
import { type StatusSpan, statusSpans } from './status-spans.ts';

const hourMs = 3_600_000;
const spans = { '6 h': 6 * hourMs, '24 h': 24 * hourMs, '7 d': 168 * hourMs } as const;

/** Height tells the statuses apart where colour does not. */
const looks = {
  active: 'h-4 bg-ok',
  busy: 'h-6 bg-accent',
  inactive: 'h-1 bg-ink-faint',
  error: 'h-6 bg-danger',
} as const satisfies Record<WorkerStatus, string>;
const statuses = ['active', 'busy', 'inactive', 'error'] as const;

/** How a worker was over time: a bar of its statuses, and how long it was in each. */
export function StatusStrip({ history }: { readonly history: readonly HistoryEntry[] }) {
  const [span, setSpan] = useState<keyof typeof spans>('24 h');
  const until = useNow();
  const since = until - spans[span];
  const found = statusSpans(history, { since, until });
  return (
    <Panel
      title="Status"
      aside={
        <Segments
          label="of the last"
          options={['6 h', '24 h', '7 d'] as const}
          value={span}
          onChange={setSpan}
        />
      }
    >
      <figure className="grid gap-2">
        <div className="flex h-6 items-end overflow-hidden rounded-chip bg-sunk" aria-hidden="true">
          {found.map((each) => (
            <span
              key={each.from}
              style={{ width: `${(100 * (each.to - each.from)) / (until - since)}%` }}
              className={each.status === null ? '' : looks[each.status]}
              title={`${each.status ?? 'not known'} from ${momentOf(each.from)} to ${momentOf(each.to)}`}
            />
          ))}
        </div>
        <div
          className="flex justify-between text-2xs text-ink-faint tabular-nums"
          aria-hidden="true"
        >
          <span>{momentOf(since)}</span>
          <span>now</span>
        </div>
        <figcaption>
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
            {statuses.map((status) => (
              <Total key={status} status={status} found={found} />
            ))}
          </ul>
        </figcaption>
      </figure>
    </Panel>
  );
}

function Total({
  status,
  found,
}: {
  readonly status: WorkerStatus;
  readonly found: readonly StatusSpan[];
}) {
  const total = found
    .filter((span) => span.status === status)
    .reduce((sum, { from, to }) => sum + to - from, 0);
  if (total === 0) return null;
  return (
    <li className="inline-flex items-center gap-1.5">
      <span className={`w-2.5 rounded-xs ${looks[status]} max-h-2.5`} aria-hidden="true" />
      {status} {formatDuration(total)}
    </li>
  );
}

const momentOf = (moment: number) => formatMoment(new Date(moment).toISOString());
