import type { HealthRange, HealthSearch } from '../../pipeline-places.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const rangeMs: Readonly<Record<HealthRange, number>> = {
  '6h': 6 * hourMs,
  '24h': dayMs,
  '7d': 7 * dayMs,
  '30d': 30 * dayMs,
  '90d': 90 * dayMs,
};

/** Longest window that is counted by the hour; longer ones are counted by the day. */
const hourlyMs = 45 * dayMs;

export interface ChartWindow {
  readonly bucket: 'hour' | 'day';
  readonly since: string;
  readonly until: string | undefined;
}

/** What the charts ask for: the window that was brushed, or the range that ends now. */
export function chartWindow({ range, since, until }: HealthSearch, now: number): ChartWindow {
  const from = since === null ? now - rangeMs[range] : Date.parse(since);
  const to = until === null ? now : Date.parse(until);
  return {
    bucket: to - from > hourlyMs ? 'day' : 'hour',
    since: new Date(from).toISOString(),
    until: until === null ? undefined : new Date(to).toISOString(),
  };
}

/** A brushed span as whole hours, at least one of them, so that its buckets are whole. */
export function wholeHours(span: { readonly from: number; readonly to: number }): {
  readonly since: string;
  readonly until: string;
} {
  const from = Math.floor(span.from / hourMs) * hourMs;
  const to = Math.max(from + hourMs, Math.ceil(span.to / hourMs) * hourMs);
  return { since: new Date(from).toISOString(), until: new Date(to).toISOString() };
}

/**
 * The window twice as long around the same middle, which ends now at the latest; null when it would be as
 * long as the range that was zoomed into, so that the range itself is meant.
 */
export function wider({ range, since, until }: HealthSearch, now: number): HealthSearch | null {
  const from = since === null ? now - rangeMs[range] : Date.parse(since);
  const to = until === null ? now : Date.parse(until);
  const half = (to - from) / 2;
  if (4 * half >= rangeMs[range]) return null;
  const end = Math.min(now, to + half);
  return { range, ...wholeHours({ from: end - 4 * half, to: end }) };
}
