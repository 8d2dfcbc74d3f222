import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import type { Event, RuleVerdict } from '../../answers.ts';
import { Link, useGo } from '../../navigation.tsx';
import {
  enforcement,
  event as eventPlace,
  newRule,
  rule as rulePlace,
} from '../../pipeline-places.ts';
import { ask } from '../../query.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusBadge, type StatusLook } from '../../ui/status-badge.tsx';
import { ClauseTree } from '../records/clause-tree.tsx';

interface WhyPanelProps {
  readonly event: Event;
  /** The rule that is asked about. */
  readonly rule: string | null;
}

/** Says why a chosen rule did or did not react to the event, with the values that decided it. */
export function WhyPanel({ event, rule }: WhyPanelProps) {
  const go = useGo();
  const rules = useQuery({
    ...ask(routes.listRules, { query: { limit: 200 } }),
    select: (page) => page.items,
  });
  const own = (rules.data ?? []).filter(({ trigger_ref }) => trigger_ref === event.trigger_ref);
  const others = (rules.data ?? []).filter(({ trigger_ref }) => trigger_ref !== event.trigger_ref);
  const options = [...own, ...others].map(({ ref }) => ref);
  const onOffer = rule === null || options.includes(rule) ? options : [rule, ...options];
  return (
    <Panel title="Why did a rule react, or not?">
      {onOffer.length === 0 ? null : (
        <div className="max-w-96 pb-3">
          <Select
            label="Rule"
            all="Choose a rule"
            value={rule}
            options={onOffer}
            name={(option) => option}
            onChange={(next) => go(eventPlace(event.id, next), { replace: true })}
          />
        </div>
      )}
      {rules.error !== null ? (
        <ProblemNotice error={rules.error} onRetry={() => void rules.refetch()} />
      ) : rule !== null ? (
        <Verdict event={event.id} rule={rule} />
      ) : onOffer.length === 0 ? (
        <p className="faint">
          There is no rule yet.{' '}
          <Link
            to={newRule({ trigger: event.trigger_ref, event: String(event.id) })}
            className="text-link"
          >
            Write one on this event
          </Link>
        </p>
      ) : (
        <p className="faint">
          Choose a rule to see which of its conditions held, and what they found.
        </p>
      )}
    </Panel>
  );
}

const looks = {
  fired: { tone: 'ok', icon: 'check' },
  failed: { tone: 'danger', icon: 'error' },
  not_matched: { tone: 'neutral', icon: 'close' },
  error: { tone: 'danger', icon: 'error' },
  other_trigger: { tone: 'neutral', icon: 'close' },
  other_codebase: { tone: 'neutral', icon: 'close' },
  other_rule: { tone: 'neutral', icon: 'close' },
  disabled: { tone: 'neutral', icon: 'pause' },
  later_rule: { tone: 'neutral', icon: 'clock' },
  would_match: { tone: 'accent', icon: 'clock' },
} as const satisfies Record<RuleVerdict['verdict'], StatusLook>;

function Verdict({ event, rule }: { readonly event: number; readonly rule: string }) {
  const why = useQuery({
    ...ask(routes.explainRule, { params: { id: event }, query: { rule } }),
    staleTime: 0,
  });
  if (why.error !== null) {
    return <ProblemNotice error={why.error} onRetry={() => void why.refetch()} />;
  }
  if (why.data === undefined) return <Skeleton rows={3} label="Asking why" />;
  const { verdict, reason, rule_version, trial, enforcement: made } = why.data;
  return (
    <div className="grid gap-3" aria-live="polite">
      <div className="flex flex-wrap items-center gap-2">
        <StatusBadge look={looks[verdict]}>{verdict.replaceAll('_', ' ')}</StatusBadge>
        <p className="min-w-0">{reason}</p>
      </div>
      {verdict === 'other_trigger' ? null : <ClauseTree clauses={trial.clauses} />}
      <p className="text-xs text-ink-faint">
        Version {rule_version} of{' '}
        <Link to={rulePlace(rule, { event: String(event) })} className="text-link">
          {rule}
        </Link>
        {made === null ? null : (
          <>
            {' · '}
            <Link to={enforcement(made.id)} className="text-link">
              its enforcement
            </Link>
          </>
        )}
      </p>
    </div>
  );
}
