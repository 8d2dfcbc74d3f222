/**
 * The milliseconds for which a server asks to be left alone, RFC 9110, 10.2.3: seconds or a date; null
 * when it does not say so in a way that can be read.
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  const asked = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(asked)) return Number(asked) * 1000;
  // A date names its weekday first; what else `Date.parse` takes is no date of HTTP.
  const until = /^[A-Za-z]{3}/.test(asked) ? Date.parse(asked) : Number.NaN;
  return Number.isNaN(until) ? null : Math.max(0, until - now);
}
