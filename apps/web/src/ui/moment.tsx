import { formatAgo, formatMoment } from '../format.ts';
import { useNow } from './use-now.ts';

/** How long ago something was; the exact time is in the title. */
export function Moment({ at }: { readonly at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={formatMoment(at)} className="numeric">
      {formatAgo(at, now)}
    </time>
  );
}
