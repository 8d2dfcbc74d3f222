import { useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { Analytics } from '../../answers.ts';
import { formatMoment } from '../../format.ts';
import { Link, useGo } from '../../navigation.tsx';
import { type HealthRange, health, healthRanges } from '../../pipeline-places.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { bucketLabel } from '../../ui/time-axis.ts';
import { LiveSwitch } from '../records/live-switch.tsx';
import { useLiveRefresh } from '../records/use-live-refresh.ts';
import { wholeHours, wider } from './chart-window.ts';
import { HealthTiles } from './health-tiles.tsx';
import { LedgerPanel } from './ledger-panel.tsx';
import { StoragePanel } from './storage-panel.tsx';
import { healthKey, useVolumes } from './use-volumes.ts';
import { VolumeCharts } from './volume-charts.tsx';
import { WorkerHealth } from './worker-health.tsx';

const refreshMs = 3_000;

const rangeNames: Readonly<Record<HealthRange, string>> = {
  '6h': '6 hours',
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
};

/** How the pipeline is, at a glance: what waits, what fails, what is lost, and how much happens. */
export function HealthPage() {
  const search = useSearch({ from: '/history/pipeline' });
  const client = useQueryClient();
  const go = useGo();
  const volumes = useVolumes(search);
  const follow = useLiveRefresh({
    topics: ['event', 'enforcement', 'execution', 'worker'],
    refresh: () => {
      // What lies on disk hardly changes by what happens, and takes long to measure.
      void client.invalidateQueries({
        queryKey: [healthKey],
        predicate: ({ queryKey }) => queryKey[1] !== 'storage',
      });
    },
    pauseMs: refreshMs,
  });
  const zoomed = search.since !== null || search.until !== null;
  return (
    <Page width="wide">
      <PageHeader
        title="Overview"
        lead="What waits, what fails, what is lost, and how much happens."
        actions={<LiveSwitch live={follow.live} state={follow.state} onChange={follow.setLive} />}
      />
      <HealthTiles executions={volumes.executions.data} />
      <section className="grid gap-4" aria-label="Volume">
        <div className="flex flex-wrap items-center gap-2">
          <nav className="flex rounded-control border border-line-strong" aria-label="Range">
            {healthRanges.map((range) => (
              <Link
                key={range}
                to={health({ range })}
                aria-current={!zoomed && search.range === range ? 'true' : undefined}
                className="flex h-8 items-center px-2.5 font-medium text-ink-soft first:rounded-l-control last:rounded-r-control hover:bg-hover aria-[current=true]:bg-accent-soft aria-[current=true]:text-accent"
              >
                {rangeNames[range]}
              </Link>
            ))}
          </nav>
          {zoomed ? (
            <>
              <Button icon="close" onClick={() => go(health({ range: search.range }))}>
                <span className="numeric">
                  {search.since === null ? 'the beginning' : formatMoment(search.since)} –{' '}
                  {search.until === null ? 'now' : formatMoment(search.until)}
                </span>
              </Button>
              <Button
                look="quiet"
                icon="expand"
                onClick={() => go(health(wider(search, Date.now()) ?? { range: search.range }))}
              >
                Zoom out
              </Button>
            </>
          ) : (
            <span className="text-xs text-ink-faint">Drag over a chart to look closer</span>
          )}
          <MaterializedUntil analytics={volumes.events.data} />
        </div>
        <VolumeCharts
          volumes={volumes}
          onZoom={(span) => go(health({ range: search.range, ...wholeHours(span) }))}
        />
      </section>
      <div className="grid grid-cols-2 items-start gap-4 max-desk:grid-cols-1">
        <WorkerHealth />
        <LedgerPanel />
      </div>
      <StoragePanel />
    </Page>
  );
}

/** Which part of the charts is read from the aggregates, and which is counted for this answer. */
function MaterializedUntil({ analytics }: { readonly analytics: Analytics | undefined }) {
  if (analytics === undefined) return null;
  const { materialized_until: until, bucket, since } = analytics;
  const days = bucket === 'day';
  const live = until === null || Date.parse(until) <= Date.parse(since);
  return (
    <p className="numeric ml-auto text-xs text-ink-faint max-desk:ml-0" data-materialized={until}>
      {days ? 'Days of UTC. ' : ''}
      {live
        ? 'Counted just now from the rows'
        : `From the aggregates until ${bucketLabel(Date.parse(until), { days })}, counted just now since`}
    </p>
  );
}
