const postgresTimestamp =
  /^(\d{4,})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?$/;

/**
 * A `timestamptz` as PostgreSQL prints it (ISO style, any time zone) as ISO 8601 in UTC. All six
 * digits of the microseconds are kept: cursors compare them.
 *
 * @throws RangeError for `infinity`, for years before Christ and for other date styles.
 */
export function isoTimestamp(text: string): string {
  const match = postgresTimestamp.exec(text);
  if (match === null) throw new RangeError(`Not a timestamp of PostgreSQL's ISO style: ${text}`);
  const [, year, month, day, hour, minute, second, fraction = '', sign] = match;
  const offset = Number(match[9]) * 3600 + Number(match[10] ?? '0') * 60 + Number(match[11] ?? '0');
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const utc = new Date(local - (sign === '-' ? -offset : offset) * 1000);
  return `${utc.toISOString().slice(0, -5)}.${fraction.padEnd(6, '0')}Z`;
}
