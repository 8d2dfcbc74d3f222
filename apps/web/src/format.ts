const counts = new Intl.NumberFormat('en');
const compactCounts = new Intl.NumberFormat('en', {
  notation: 'compact',
  maximumFractionDigits: 1,
});
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

/** `14873` → `14,873`. */
export function formatCount(value: number): string {
  return counts.format(value);
}

/** `14873` → `14.9K`; for places where the exact number stands beside it. */
export function formatCompact(value: number): string {
  return compactCounts.format(value);
}

/** `1 caller`, `2 callers`; give the plural when it is not made with "s". */
export function formatQuantity(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** Milliseconds, in the two units that matter: `640 ms`, `4.2 s`, `3 min 5 s`, `2 h 10 min`. */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60)
    return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

const steps = [
  { unit: 'second', from: 0, ms: 1000 },
  { unit: 'minute', from: 60_000, ms: 60_000 },
  { unit: 'hour', from: 3_600_000, ms: 3_600_000 },
  { unit: 'day', from: 86_400_000, ms: 86_400_000 },
  { unit: 'month', from: 60 * 86_400_000, ms: 30.44 * 86_400_000 },
  { unit: 'year', from: 730 * 86_400_000, ms: 365.25 * 86_400_000 },
] as const;

/** How long ago a moment was (or how far ahead it is), in one unit: `5 min. ago`, `now`. */
export function formatAgo(moment: string, now: number): string {
  const distance = Date.parse(moment) - now;
  if (Math.abs(distance) < 5_000) return 'now';
  const step = steps.findLast((candidate) => Math.abs(distance) >= candidate.from) ?? steps[0];
  return relative.format(Math.trunc(distance / step.ms), step.unit);
}

/** A moment in the reader's own time zone, written the same everywhere: `2026-11-21 16:20:05`. */
export function formatMoment(moment: string): string {
  const date = new Date(moment);
  return `${formatDay(date)} ${formatClock(date)}:${twoDigits(date.getSeconds())}`;
}

/** The same moment in full, for who has to compare it: `2026-11-21 15:20:05.123 UTC`. */
export function formatUtc(moment: string): string {
  return new Date(moment).toISOString().replace('T', ' ').replace('Z', ' UTC');
}

/** The day in the reader's own time zone: `2026-11-21`. */
export function formatDay(date: Date): string {
  const year = String(date.getFullYear()).padStart(4, '0');
  return `${year}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** The time of day in the reader's own time zone: `16:20`. */
export function formatClock(date: Date): string {
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** The first 7 characters of a commit hash, as git shows it. */
export function formatCommit(commit: string): string {
  return /^[0-9a-f]{40,64}$/.test(commit) ? commit.slice(0, 7) : commit;
}

/** Where something stands: `src/a.ts:12`; line 0 means the whole file. */
export function formatSite(file: string, line: number | null): string {
  return line === null || line === 0 ? file : `${file}:${line}`;
}

/** `type_alias` → `type alias`. */
export function formatTerm(term: string): string {
  return term.replaceAll('_', ' ');
}
