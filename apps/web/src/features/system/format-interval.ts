import { formatDuration } from '../../format.ts';

/** An interval as PostgreSQL writes it, in words: `00:30:00` → `30 min`; days and months stay as they are. */
export function formatInterval(interval: string): string {
  const clock = /^(\d+):(\d\d):(\d\d)$/.exec(interval);
  if (clock === null) return interval;
  const [hours, minutes, seconds] = clock.slice(1).map(Number);
  return formatDuration(((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000);
}
