/** Whoever asks for more is asked again after so long. */
const longestSeconds = 3600;
const digits = /^\d{1,10}$/;
/** The formats of dates in HTTP, RFC 9110, 5.6.7; the last one does not name its zone, which is GMT. */
const httpDate = /^[A-Za-z]{3,9}, \d{2}[ -][A-Za-z]{3}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$/;
const asctimeDate = /^[A-Za-z]{3} [A-Za-z]{3} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

/**
 * How long a server asks to be left alone, in seconds, at most an hour; null when it does not say so in
 * a way that RFC 9110, 10.2.3 knows. A date is compared with the server's own clock if it shows it.
 *
 * @param input.retryAfter the `Retry-After` of its answer: seconds, or a date
 * @param input.date the `Date` of its answer
 */
export function retryAfterSeconds(input: {
  readonly retryAfter: string | undefined;
  readonly date: string | undefined;
  readonly now: Date;
}): number | null {
  const asked = input.retryAfter?.trim() ?? '';
  if (digits.test(asked)) return Math.min(Number(asked), longestSeconds);
  const until = parseDate(asked);
  if (until === null) return null;
  const now = parseDate(input.date?.trim() ?? '') ?? input.now.getTime();
  return Math.min(Math.max(0, (until - now) / 1000), longestSeconds);
}

/** Milliseconds since 1970. */
function parseDate(text: string): number | null {
  const shown = asctimeDate.test(text) ? `${text} GMT` : text;
  if (!asctimeDate.test(text) && !httpDate.test(text)) return null;
  const time = Date.parse(shown);
  return Number.isNaN(time) ? null : time;
}
