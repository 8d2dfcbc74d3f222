import type { RuleTrial as Trial } from '../../answers.ts';
import { Link } from '../../navigation.tsx';
import { event as eventPlace } from '../../pipeline-places.ts';
import { StatusBadge, type StatusLook } from '../../ui/status-badge.tsx';
import { ClauseTree } from '../records/clause-tree.tsx';

const looks = {
  matched: { tone: 'ok', icon: 'check' },
  not_matched: { tone: 'neutral', icon: 'close' },
  error: { tone: 'danger', icon: 'error' },
  other_trigger: { tone: 'neutral', icon: 'close' },
} as const satisfies Record<Trial['outcome'], StatusLook>;

export const outcomes: Readonly<Record<Trial['outcome'], string>> = {
  matched: 'would match',
  not_matched: 'would not match',
  error: 'would fail',
  other_trigger: 'the event is of another trigger',
};

/** What a rule says of one event: each clause with the values found, and what the action would get. */
export function RuleTrial({ trial }: { readonly trial: Trial }) {
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap items-center gap-2">
        <StatusBadge look={looks[trial.outcome]}>{outcomes[trial.outcome]}</StatusBadge>
        {trial.event === null ? null : (
          <Link to={eventPlace(trial.event)} className="text-link numeric text-xs">
            event {trial.event}
          </Link>
        )}
      </p>
      {trial.error === null ? null : <p className="text-danger wrap-anywhere">{trial.error}</p>}
      <ClauseTree clauses={trial.clauses} />
      {trial.config === null ? null : (
        <div className="grid gap-1">
          <h4 className="text-xs text-ink-faint">The action would get</h4>
          <pre className="mono overflow-auto rounded-chip bg-sunk p-2 text-xs whitespace-pre-wrap wrap-anywhere">
            {JSON.stringify(trial.config, null, 2)}
          </pre>
        </div>
      )}
    </div>
  );
}
