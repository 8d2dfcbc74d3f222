import type { WorkerStatus } from '@clew/contracts';
import type { Worker } from '../../answers.ts';
import { StatusBadge, type StatusLook } from '../../ui/status-badge.tsx';

const looks = {
  active: { tone: 'ok', icon: 'check' },
  busy: { tone: 'accent', icon: 'play' },
  inactive: { tone: 'neutral', icon: 'stop' },
  error: { tone: 'danger', icon: 'error' },
} as const satisfies Record<WorkerStatus, StatusLook>;

/** How a worker is, and whether it is kept from taking anything new. */
export function WorkerState({ worker }: { readonly worker: Worker }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <StatusBadge look={looks[worker.status]}>{worker.status}</StatusBadge>
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
