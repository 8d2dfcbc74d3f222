import type { OwnConstraint, OwnGlossaryTerm, OwnSummary } from '@clew/contracts';
import type { ReactNode } from 'react';
import { Moment } from '../../ui/moment.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';

interface WrittenProps {
  readonly of: OwnSummary | OwnGlossaryTerm | OwnConstraint;
  readonly children?: ReactNode;
}

/** When a text was written, and whether its source has changed since. */
export function Written({ of, children }: WrittenProps) {
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-faint">
      {of.is_stale ? (
        <StatusBadge
          look={{ tone: 'warn', icon: 'warning' }}
          title="The source has changed since this was written"
        >
          stale
        </StatusBadge>
      ) : null}
      {children}
      <span>
        written <Moment at={of.updated_at} />
      </span>
    </p>
  );
}
