import type { DraftRuleTest } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RuleTestResult, RuleTrial } from '../../answers.ts';
import { call } from '../../api.ts';
import { formatCount, formatMoment, formatQuantity } from '../../format.ts';
import { Link } from '../../navigation.tsx';
import { event as eventPlace } from '../../pipeline-places.ts';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { StatusBadge, type StatusLook } from '../../ui/status-badge.tsx';
import { TimeChart } from '../../ui/time-chart.tsx';
import { ClauseTree } from '../records/clause-tree.tsx';
import { ruleIssues } from './rule-issues.ts';

const dayMs = 86_400_000;
const spans = [1, 7, 30, 90] as const;

interface RuleTryingProps {
  /** As it stands in the form; null while it cannot be read. */
  readonly rule: ({ readonly ref: string | undefined } & Omit<DraftRuleTest['rule'], 'ref'>) | null;
  readonly event: string | null;
  /** What is wrong with the rule itself, to be shown beside its fields. */
  readonly onError: (error: Error | null) => void;
}

/** Tries the rule as it stands, on one event or on all that happened. Nothing is stored, nothing runs. */
export function RuleTrying({ rule, event, onError }: RuleTryingProps) {
  const [id, setId] = useState(event ?? '');
  const trying = useMutation({
    mutationFn: (on: DraftRuleTest['on']) => {
      if (rule === null) throw new Error('A part of the rule is no JSON.');
      const { ref, ...said } = rule;
      return call(
        routes.testDraftRule,
        {},
        { body: { rule: { ...said, ...(ref === undefined ? {} : { ref }) }, on } },
      );
    },
    onError,
    onSuccess: () => onError(null),
  });
  const disabled = rule === null || rule.trigger_ref === '' || rule.action_ref === '';
  const busy = disabled || trying.isPending;
  const backTest = (days: number) =>
    trying.mutate({ since: new Date(Date.now() - days * dayMs + 60_000).toISOString(), sample: 5 });
  return (
    <Panel title="Try it" aside={<span className="text-xs text-ink-faint">nothing is run</span>}>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
          <form
            className="flex items-end gap-2"
            onSubmit={(submitted) => {
              submitted.preventDefault();
              trying.mutate({ event: Number(id) });
            }}
          >
            <div className="w-48">
              <Field label="On the event with the id">
                {(control) => (
                  <TextInput
                    {...control}
                    inputMode="numeric"
                    pattern="\d{1,16}"
                    required
                    autoComplete="off"
                    value={id}
                    onChange={({ target }) => setId(target.value.trim())}
                  />
                )}
              </Field>
            </div>
            <Button type="submit" icon="play" disabled={busy || id === ''}>
              Try
            </Button>
          </form>
          <fieldset className="grid gap-1">
            <legend className="font-medium">Or on the last</legend>
            <div className="flex gap-1">
              {spans.map((days) => (
                <Button key={days} disabled={busy} onClick={() => backTest(days)}>
                  {formatQuantity(days, 'day')}
                </Button>
              ))}
            </div>
          </fieldset>
        </div>
        {trying.isPending ? <p role="status">Trying the rule …</p> : null}
        {trying.error === null || ruleIssues(trying.error).placed ? null : (
          <ProblemNotice error={trying.error} />
        )}
        {trying.data === undefined ? null : <Outcome result={trying.data} />}
      </div>
    </Panel>
  );
}

function Outcome({ result }: { readonly result: RuleTestResult }) {
  const { window, samples } = result;
  if (window === null) {
    return (
      <div className="grid gap-3" role="status">
        {samples.map((trial) => (
          <Trial key={trial.event} trial={trial} />
        ))}
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      <p role="status">
        Of {formatQuantity(result.events, 'event')} it would have matched{' '}
        <strong>{formatCount(result.matches)}</strong>
        {result.errors === 0 ? '' : ` and failed on ${formatCount(result.errors)}`}, and run its
        action {formatQuantity(result.executions, 'time')}.
      </p>
      {result.complete ? null : (
        <p className="text-warn">
          There is more than one test reads: this is since {formatMoment(window.since)}.
        </p>
      )}
      {result.per_hour.length === 0 ? null : (
        <TimeChart
          label="Events and matches by the hour"
          times={result.per_hour.map(({ hour }) => Date.parse(hour))}
          series={[
            {
              label: 'Events',
              tone: 'soft',
              shape: 'line',
              dashed: true,
              values: result.per_hour.map(({ events }) => events),
            },
            {
              label: 'Matches',
              tone: 'accent',
              shape: 'bars',
              values: result.per_hour.map(({ matches }) => matches),
            },
            {
              label: 'Errors',
              tone: 'danger',
              shape: 'bars',
              values: result.per_hour.map(({ errors }) => errors),
            },
          ]}
          height={160}
        />
      )}
      {samples.length === 0 ? null : (
        <section className="grid gap-2" aria-label="The latest matches and errors">
          <h3 className="font-medium">The latest</h3>
          {samples.map((trial) => (
            <details key={trial.event} className="rounded-control border border-line px-3 py-2">
              <summary className="cursor-pointer">
                {trial.created === null ? 'An event' : formatMoment(trial.created)} ·{' '}
                {trial.outcome}
              </summary>
              <div className="pt-2">
                <Trial trial={trial} />
              </div>
            </details>
          ))}
        </section>
      )}
    </div>
  );
}

const looks = {
  matched: { tone: 'ok', icon: 'check' },
  not_matched: { tone: 'neutral', icon: 'close' },
  error: { tone: 'danger', icon: 'error' },
  other_trigger: { tone: 'neutral', icon: 'close' },
} as const satisfies Record<RuleTrial['outcome'], StatusLook>;

const outcomes: Readonly<Record<RuleTrial['outcome'], string>> = {
  matched: 'would match',
  not_matched: 'would not match',
  error: 'would fail',
  other_trigger: 'the event is of another trigger',
};

function Trial({ trial }: { readonly trial: RuleTrial }) {
  return (
    <div className="grid gap-2">
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
        <pre className="mono overflow-auto rounded-chip bg-sunk p-2 text-xs whitespace-pre-wrap wrap-anywhere">
          {JSON.stringify(trial.config, null, 2)}
        </pre>
      )}
    </div>
  );
}
