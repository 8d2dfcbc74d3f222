import type { SensorState as State } from '@clew/contracts';
import type { Sensor } from '../../answers.ts';
import { StatusBadge, type StatusLook } from '../../ui/status-badge.tsx';

const looks = {
  idle: { tone: 'neutral', icon: 'clock' },
  active: { tone: 'ok', icon: 'check' },
  done: { tone: 'neutral', icon: 'stop' },
  failing: { tone: 'danger', icon: 'error' },
} as const satisfies Record<State, StatusLook>;

const meanings = {
  idle: 'No event so far',
  active: 'Its last event came through',
  done: 'It will not fire again',
  failing: 'Something went wrong since its last event',
} as const satisfies Record<State, string>;

/** How a sensor does. */
export function SensorState({ sensor: { state } }: { readonly sensor: Sensor }) {
  return (
    <StatusBadge look={looks[state]} title={meanings[state]}>
      {state}
    </StatusBadge>
  );
}
