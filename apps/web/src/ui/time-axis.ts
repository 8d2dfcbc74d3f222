import { formatClock, formatDay } from '../format.ts';

const daySeconds = 86_400;

/** The day and the time of day: of the reader's time zone, or of UTC. */
function partsOf(moment: Date, utc: boolean): { readonly date: string; readonly time: string } {
  return utc
    ? { date: moment.toISOString().slice(0, 10), time: moment.toISOString().slice(11, 16) }
    : { date: formatDay(moment), time: formatClock(moment) };
}

/** When a bucket of a chart begins: `2026-03-02 09:00`, or the day alone when it is one. */
export function bucketLabel(time: number, { days }: { readonly days: boolean }): string {
  const { date, time: clock } = partsOf(new Date(time), days);
  return days ? date : `${date} ${clock}`;
}

/**
 * What stands below the ticks of an axis, given in seconds and `step` seconds apart: hours of the day
 * with the date where it changes, or days with the year where that changes.
 */
export function axisLabels(
  ticks: readonly number[],
  { step, utc }: { readonly step: number; readonly utc: boolean },
): readonly string[] {
  let before = '';
  return ticks.map((tick) => {
    const { date, time } = partsOf(new Date(tick * 1000), utc);
    const above = step < daySeconds ? time : date.slice(5);
    const below = step < daySeconds ? date : date.slice(0, 4);
    const changed = below !== before;
    before = below;
    return changed ? `${above}\n${below}` : above;
  });
}
