import type { EnforcementStatus, ExecutionStatus } from '@clew/contracts';
import { StatusBadge, type StatusLook } from '../../ui/status-badge.tsx';

const enforcementLooks = {
  created: { tone: 'accent', icon: 'clock' },
  processed: { tone: 'ok', icon: 'check' },
  disabled: { tone: 'neutral', icon: 'pause' },
} as const satisfies Record<EnforcementStatus, StatusLook>;

export function EnforcementState({ status }: { readonly status: EnforcementStatus }) {
  return (
    <StatusBadge look={enforcementLooks[status]}>
      {status === 'created' ? 'pending' : status}
    </StatusBadge>
  );
}

export const executionLooks = {
  requested: { tone: 'neutral', icon: 'clock' },
  scheduled: { tone: 'neutral', icon: 'clock' },
  running: { tone: 'accent', icon: 'play' },
  completed: { tone: 'ok', icon: 'check' },
  failed: { tone: 'danger', icon: 'error' },
  canceling: { tone: 'warn', icon: 'stop' },
  cancelled: { tone: 'warn', icon: 'stop' },
  timeout: { tone: 'danger', icon: 'clock' },
  abandoned: { tone: 'danger', icon: 'warning' },
} as const satisfies Record<ExecutionStatus, StatusLook>;

export function ExecutionState({ status }: { readonly status: ExecutionStatus }) {
  return <StatusBadge look={executionLooks[status]}>{status}</StatusBadge>;
}
