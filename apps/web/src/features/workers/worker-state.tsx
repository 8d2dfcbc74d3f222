import type { Worker } from '../../answers.ts';
import { StatusBadge, type StatusLook } from '../../ui/status-badge.tsx';
import { conditionOf, type WorkerCondition } from './worker-condition.ts';

const looks = {
  active: { tone: 'ok', icon: 'check' },
  busy: { tone: 'accent', icon: 'play' },
  stopped: { tone: 'neutral', icon: 'stop' },
  dead: { tone: 'danger', icon: 'warning' },
  error: { tone: 'danger', icon: 'error' },
} as const satisfies Record<WorkerCondition, StatusLook>;

const meanings = {
  active: 'It waits for something to do',
  busy: 'It runs something',
  stopped: 'It was stopped',
  dead: 'Nothing was heard of it any more',
  error: 'It says that something is wrong with it',
} as const satisfies Record<WorkerCondition, string>;

interface WorkerStateProps {
  readonly worker: Worker;
  /** When it became inactive, where that is known. */
  readonly endedAt?: string | null;
}

/** How a worker is, and whether it is kept from taking anything new. */
export function WorkerState({ worker, endedAt = null }: WorkerStateProps) {
  const condition = conditionOf(worker, endedAt);
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <StatusBadge look={looks[condition]} title={meanings[condition]}>
        {condition}
      </StatusBadge>
      {worker.cordoned ? (
        <StatusBadge
          look={{ tone: 'warn', icon: 'pause' }}
          title={worker.cordon_reason ?? 'Takes nothing new'}
        >
          cordoned
        </StatusBadge>
      ) : null}
    </span>
  );
}
