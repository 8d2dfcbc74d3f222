import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '../../navigation.tsx';
import { newSensor, sensor, sensors } from '../../pipeline-places.ts';
import { ask } from '../../query.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { NextDue } from '../sensors/next-due.tsx';
import { SensorState } from '../sensors/sensor-state.tsx';

const shown = 10;

/** What makes the events of a trigger by itself, and how each does. */
export function TriggerSensors({ triggerRef }: { readonly triggerRef: string }) {
  const known = useQuery(
    ask(routes.listSensors, { query: { trigger_ref: triggerRef, limit: shown } }),
  );
  const items = known.data?.items ?? [];
  return (
    <Panel
      title="Sensors"
      flush
      aside={
        <Link to={newSensor({ trigger: triggerRef })} className="text-link text-xs">
          New sensor
        </Link>
      }
    >
      {known.error !== null ? (
        <ProblemNotice error={known.error} onRetry={() => void known.refetch()} />
      ) : items.length === 0 ? (
        <p className="faint px-4 py-3">
          {known.data === undefined
            ? '…'
            : 'None. Its events are sent to the API, or come from the graphs.'}
        </p>
      ) : (
        <ul>
          {items.map((each) => (
            <li key={each.id} className="grid gap-1 border-t border-line px-4 py-2 first:border-0">
              <span className="flex items-center justify-between gap-2">
                <Link to={sensor(each.ref)} className="text-link mono min-w-0 wrap-anywhere">
                  {each.ref}
                </Link>
                <SensorState sensor={each} />
              </span>
              <span className="text-xs text-ink-soft">
                Next: <NextDue sensor={each} />
              </span>
            </li>
          ))}
          {known.data?.next_cursor === null ? null : (
            <li className="border-t border-line px-4 py-2">
              <Link to={sensors({ trigger: triggerRef })} className="text-link text-xs">
                All of them
              </Link>
            </li>
          )}
        </ul>
      )}
    </Panel>
  );
}
