import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Analytics } from '../../answers.ts';
import { call } from '../../api.ts';
import { formatCount, formatDuration, formatQuantity } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { enforcements, events, executions, system } from '../../pipeline-places.ts';
import type { Place } from '../../places.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { useApiReadiness } from '../shell/use-api-readiness.ts';
import { ledgerGap } from './ledger-gap.ts';
import { savedSpace } from './saved-space.ts';
import { failed, formatRate, successRate } from './success-rate.ts';
import { ledgerDays, useLedger } from './use-ledger.ts';
import { useStorage } from './use-storage.ts';
import { healthKey } from './use-volumes.ts';

/** The figures that say whether anything needs a look. */
export function HealthTiles({
  executions: volume,
}: {
  readonly executions: Analytics | undefined;
}) {
  const ready = useApiReadiness();
  const pending = useQuery({
    queryKey: [healthKey, 'pending'],
    queryFn: ({ signal }) => call(routes.getPending, {}, { signal }),
    refetchInterval: 15_000,
  });
  const ledger = useLedger();
  const storage = useStorage();
  const gap = ledger.data === undefined ? null : ledgerGap(ledger.data.days);
  const space = storage.data === undefined ? null : savedSpace(storage.data);
  const rate = volume === undefined ? null : successRate(volume.statuses);
  const lost = volume === undefined ? 0 : failed(volume.statuses);
  const took = volume?.duration_seconds ?? null;
  const waits = pending.data;
  return (
    <dl className="grid grid-cols-4 gap-px overflow-hidden rounded-control border border-line bg-line shadow-raised max-tablet:grid-cols-2">
      <Tile
        label="Stores"
        value={ready.data !== undefined ? 'Ready' : ready.isError ? 'Not ready' : '…'}
        note={ready.isError ? 'said above the page' : 'graph and history'}
        {...(ready.isPending
          ? {}
          : { state: ready.isError ? ('bad' as const) : ('good' as const) })}
      />
      <Tile
        label="To be evaluated"
        value={waits === undefined ? '…' : formatCount(waits.events)}
        note="events waiting"
        place={events()}
      />
      <Tile
        label="To be resolved"
        value={waits === undefined ? '…' : formatCount(waits.enforcements)}
        note="enforcements pending"
        place={enforcements({ status: 'created' })}
      />
      <Tile
        label="To be run"
        value={waits === undefined ? '…' : formatCount(waits.executions)}
        note={
          waits === undefined ? '' : `executions waiting, ${formatCount(waits.running)} running`
        }
        place={executions({ status: 'requested' })}
      />
      <Tile
        label="Success rate"
        value={volume === undefined ? '…' : rate === null ? '–' : formatRate(rate)}
        note={
          volume === undefined
            ? ''
            : rate === null
              ? 'nothing has ended'
              : `${formatCount(lost)} failed`
        }
        {...(rate === null ? {} : { state: lost > 0 ? ('warn' as const) : ('good' as const) })}
        place={executions({ status: 'failed' })}
      />
      <Tile
        label="Half done within"
        value={volume === undefined ? '…' : took === null ? '–' : formatDuration(took.p50 * 1000)}
        note={
          volume === undefined
            ? ''
            : took === null
              ? 'nothing was measured'
              : `95% within ${formatDuration(took.p95 * 1000)}`
        }
      />
      <Tile
        label="Ledger gap"
        value={gap === null ? '…' : formatCount(gap)}
        note={
          gap === null
            ? ''
            : gap === 0
              ? `nothing lost or twice in ${ledgerDays} days`
              : `missing or twice in ${ledgerDays} days`
        }
        {...(gap === null ? {} : { state: gap === 0 ? ('good' as const) : ('bad' as const) })}
      />
      <Tile
        label="Compression"
        value={space === null ? '…' : space.ratio === null ? '–' : `${space.ratio.toFixed(1)} ×`}
        note={
          space === null
            ? ''
            : `${formatCount(space.compressed)} of ${formatQuantity(space.chunks, 'chunk')} compressed`
        }
        place={system()}
      />
    </dl>
  );
}

type State = 'good' | 'warn' | 'bad';
const icons: Readonly<Record<State, IconName>> = { good: 'check', warn: 'warning', bad: 'error' };
const tones: Readonly<Record<State, string>> = {
  good: 'text-ok',
  warn: 'text-warn',
  bad: 'text-danger',
};

interface TileProps {
  readonly label: string;
  readonly value: string;
  readonly note: ReactNode;
  readonly state?: State;
  readonly place?: Place;
}

function Tile({ label, value, note, state, place }: TileProps) {
  return (
    <div className={`relative bg-surface px-4 py-3 ${place === undefined ? '' : 'hover:bg-hover'}`}>
      <dt className="text-xs text-ink-faint">
        {place === undefined ? (
          label
        ) : (
          <Link to={place} className="after:absolute after:inset-0">
            {label}
          </Link>
        )}
      </dt>
      <dd className="numeric flex items-center gap-1.5 text-xl leading-8 font-semibold">
        {state === undefined ? null : (
          <span className={tones[state]}>
            <Icon name={icons[state]} />
          </span>
        )}
        {value}
      </dd>
      <dd className="numeric text-xs text-ink-faint wrap-anywhere">{note}</dd>
    </div>
  );
}
