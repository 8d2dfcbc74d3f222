import { useMemo } from 'react';
import { formatMoment } from '../../format.ts';
import { type TimeRange, timeRanges, type WindowSearch } from '../../pipeline-places.ts';
import { Icon } from '../../ui/icon.tsx';
import { Select } from '../../ui/select.tsx';

const hourMs = 3_600_000;
const rangeMs: Readonly<Record<TimeRange, number>> = {
  hour: hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
  month: 30 * 24 * hourMs,
};
const rangeNames: Readonly<Record<TimeRange, string>> = {
  hour: 'Last hour',
  day: 'Last 24 hours',
  week: 'Last 7 days',
  month: 'Last 30 days',
};

/** The window as the API takes it. A range that ends now begins where it did when it was chosen. */
export function useTimeWindow({ range, since, until }: WindowSearch): {
  readonly since: string | undefined;
  readonly until: string | undefined;
} {
  return useMemo(() => {
    if (since !== null || until !== null) {
      return { since: since ?? undefined, until: until ?? undefined };
    }
    if (range === null) return { since: undefined, until: undefined };
    return { since: new Date(Date.now() - rangeMs[range]).toISOString(), until: undefined };
  }, [range, since, until]);
}

interface TimeWindowProps {
  readonly value: WindowSearch;
  readonly onChange: (value: WindowSearch) => void;
}

/** Chooses how far back a list goes; a window that a chart gave can be put away. */
export function TimeWindow({ value, onChange }: TimeWindowProps) {
  if (value.since !== null || value.until !== null) {
    const from = value.since === null ? 'the beginning' : formatMoment(value.since);
    const to = value.until === null ? 'now' : formatMoment(value.until);
    return (
      <button
        type="button"
        className="button"
        title="Put the window away"
        onClick={() => onChange({ range: null, since: null, until: null })}
      >
        <span className="numeric">{`${from} – ${to}`}</span>
        <Icon name="close" size={12} />
      </button>
    );
  }
  return (
    <Select
      label="Time"
      all="Any time"
      value={value.range}
      options={timeRanges}
      name={(range) => rangeNames[range]}
      onChange={(range) => onChange({ range, since: null, until: null })}
    />
  );
}
