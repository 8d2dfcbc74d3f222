import type { UseQueryResult } from '@tanstack/react-query';
import type { Analytics } from '../../answers.ts';
import { formatCompact, formatCount } from '../../format.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { bucketLabel } from '../../ui/time-axis.ts';
import { TimeChart } from '../../ui/time-chart.tsx';
import type { TimeSeries } from '../../ui/time-series.ts';
import { failed } from './success-rate.ts';
import type { Volumes } from './use-volumes.ts';

type Bucket = Analytics['buckets'][number];
type Line = Omit<TimeSeries, 'values'> & { readonly of: (bucket: Bucket) => number };

const counted: readonly Line[] = [
  { label: 'Count', tone: 'accent', shape: 'bars', of: ({ count }) => count },
];
const ended: readonly Line[] = [
  {
    label: 'Completed',
    tone: 'ok',
    shape: 'line',
    of: ({ statuses }) => statuses.completed ?? 0,
  },
  {
    label: 'Failed',
    tone: 'danger',
    shape: 'line',
    dashed: true,
    of: ({ statuses }) => failed(statuses),
  },
];

interface VolumeChartsProps {
  readonly volumes: Volumes;
  readonly onZoom: (span: { readonly from: number; readonly to: number }) => void;
}

/** Events, enforcements and executions over time; a span that is brushed is looked at more closely. */
export function VolumeCharts({ volumes, onZoom }: VolumeChartsProps) {
  return (
    <div className="grid grid-cols-3 gap-4 max-desk:grid-cols-1">
      <VolumeChart title="Events" answer={volumes.events} lines={counted} onZoom={onZoom} />
      <VolumeChart
        title="Enforcements"
        answer={volumes.enforcements}
        lines={counted}
        onZoom={onZoom}
      />
      <VolumeChart title="Executions" answer={volumes.executions} lines={ended} onZoom={onZoom} />
    </div>
  );
}

interface VolumeChartProps {
  readonly title: string;
  readonly answer: UseQueryResult<Analytics>;
  readonly lines: readonly Line[];
  readonly onZoom: VolumeChartsProps['onZoom'];
}

function VolumeChart({ title, answer, lines, onZoom }: VolumeChartProps) {
  const { data } = answer;
  const days = data?.bucket === 'day';
  const per = days ? 'day' : 'hour';
  return (
    <Panel
      title={title}
      aside={
        data === undefined ? null : (
          <span className="numeric text-xs text-ink-faint">
            {formatCount(data.total)} in all, by the {per}
          </span>
        )
      }
    >
      {answer.error !== null && data === undefined ? (
        <ProblemNotice error={answer.error} onRetry={() => void answer.refetch()} />
      ) : data === undefined ? (
        <Skeleton rows={5} label={`Counting the ${title.toLowerCase()}`} />
      ) : data.total === 0 && Object.keys(data.statuses).length === 0 ? (
        <p className="faint grid h-40 place-items-center text-center">
          No {title.toLowerCase()} from {bucketLabel(Date.parse(data.since), { days })} on.
        </p>
      ) : (
        <TimeChart
          label={`${title} by the ${per}`}
          days={days}
          times={data.buckets.map(({ start }) => Date.parse(start))}
          series={lines.map(({ of, ...line }) => ({ ...line, values: data.buckets.map(of) }))}
          height={160}
          format={formatCompact}
          onZoom={onZoom}
        />
      )}
    </Panel>
  );
}
