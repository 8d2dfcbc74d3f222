import type { Sensor } from '../../answers.ts';
import { Moment } from '../../ui/moment.tsx';

/** When a timer fires next; nothing else is ever due. */
export function NextDue({ sensor }: { readonly sensor: Sensor }) {
  const { entrypoint, enabled, next_fire_at } = sensor;
  if (entrypoint !== 'timer') return <span className="faint">when called</span>;
  if (!enabled) return <span className="faint">off</span>;
  return next_fire_at === null ? (
    <span className="faint">never</span>
  ) : (
    <Moment at={next_fire_at} />
  );
}
