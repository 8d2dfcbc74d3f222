import { InvalidArgumentError } from 'commander';

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/**
 * A moment as people give it: so much before or after now (`90m`, `12h`, `7d`, `2w`), or a date or
 * time in ISO 8601, which without a zone is UTC.
 *
 * @param direction -1: a span leads back; 1: it leads ahead
 * @returns ISO 8601 in UTC
 * @throws InvalidArgumentError
 */
export function momentOf(text: string, direction: -1 | 1, now: Date = new Date()): string {
  const span = /^(\d{1,6})([mhdw])$/.exec(text);
  if (span !== null) {
    const unit = unitMs[span[2] as keyof typeof unitMs];
    return new Date(now.getTime() + direction * Number(span[1]) * unit).toISOString();
  }
  const iso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
  const isZoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text.slice(10));
  const time = iso.test(text)
    ? Date.parse(text.length > 10 && !isZoned ? `${text}Z` : text)
    : Number.NaN;
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  throw new InvalidArgumentError('Give a span (90m, 12h, 7d, 2w) or a time (2026-03-01T12:00Z).');
}
