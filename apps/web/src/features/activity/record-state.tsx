import type { EnforcementStatus, ExecutionStatus } from '@clew/contracts';
import { Tag, type Tone } from '../../ui/tag.tsx';

const enforcementTones = {
  created: 'accent',
  processed: 'ok',
  disabled: 'neutral',
} as const satisfies Record<EnforcementStatus, Tone>;

export function EnforcementState({ status }: { readonly status: EnforcementStatus }) {
  return (
    <Tag dot tone={enforcementTones[status]}>
      {status}
    </Tag>
  );
}

const executionTones = {
  requested: 'neutral',
  scheduled: 'neutral',
  running: 'accent',
  completed: 'ok',
  failed: 'danger',
  canceling: 'warn',
  cancelled: 'warn',
  timeout: 'danger',
  abandoned: 'danger',
} as const satisfies Record<ExecutionStatus, Tone>;

export function ExecutionState({ status }: { readonly status: ExecutionStatus }) {
  return (
    <Tag dot tone={executionTones[status]}>
      {status}
    </Tag>
  );
}
