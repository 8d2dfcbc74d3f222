import { formatAgo, formatMoment, formatUtc } from '../format.ts';
import { useNow } from './use-now.ts';

/** How long ago something was; the exact time is in the title. */
export function Moment({ at }: { readonly at: string }) {
  const now = useNow();
  return (
    <time
      dateTime={at}
      title={`${formatMoment(at)} (${formatUtc(at)})`}
      className="numeric whitespace-nowrap"
    >
      {formatAgo(at, now)}
    </time>
  );
}

/** When something was, to the second, in the reader's time zone; the time in UTC is in the title. */
export function Instant({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} title={formatUtc(at)} className="numeric whitespace-nowrap">
      {formatMoment(at)}
    </time>
  );
}
