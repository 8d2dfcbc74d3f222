import { routes } from '@clew/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Rule, RuleTestResult } from '../../answers.ts';
import { formatCount, formatMoment, formatQuantity } from '../../format.ts';
import { ask } from '../../query.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { TimeChart } from '../../ui/time-chart.tsx';
import { bucketOf, bucketsOf } from './back-test-series.ts';
import type { DraftRule } from './draft-test.ts';
import { placedIssues } from './placed-issues.ts';
import { outcomes, RuleTrial } from './rule-trial.tsx';
import { useRuleTrial } from './use-rule-trial.ts';

const dayMs = 86_400_000;
const spans = [1, 7, 30, 90] as const;

interface BackTestProps {
  readonly rule: DraftRule | null;
  /** What is saved; what it did is drawn beside what the draft would have done. */
  readonly saved: Rule | null;
  readonly onError: (error: Error | null) => void;
}

/** What a rule would have done with all that happened, beside what it did as it is saved. */
export function BackTest({ rule, saved, onError }: BackTestProps) {
  const [days, setDays] = useState<number | null>(null);
  const trying = useRuleTrial(rule, onError);
  const run = (span: number) => {
    setDays(span);
    // A minute less, as the clocks of both sides may differ and the longest span is the most there is.
    const since = new Date(Date.now() - span * dayMs + 60_000).toISOString();
    trying.mutate({ since, sample: 5 });
  };
  return (
    <>
      <fieldset className="flex flex-wrap items-center gap-2">
        <legend className="visually-hidden">How far back</legend>
        <span className="font-medium" aria-hidden="true">
          The last
        </span>
        {spans.map((span) => (
          <Button
            key={span}
            aria-pressed={span === days}
            className="aria-pressed:border-accent aria-pressed:text-accent"
            disabled={rule === null || trying.isPending}
            onClick={() => run(span)}
          >
            {formatQuantity(span, 'day')}
          </Button>
        ))}
      </fieldset>
      {trying.isPending ? <p role="status">Reading what happened …</p> : null}
      {trying.error === null || placedIssues(trying.error).length > 0 ? null : (
        <ProblemNotice error={trying.error} />
      )}
      {trying.data === undefined || trying.data.window === null ? null : (
        <Outcome result={trying.data} window={trying.data.window} saved={saved} />
      )}
    </>
  );
}

interface OutcomeProps {
  readonly result: RuleTestResult;
  readonly window: NonNullable<RuleTestResult['window']>;
  readonly saved: Rule | null;
}

function Outcome({ result, window, saved }: OutcomeProps) {
  const bucket = bucketOf(result.per_hour);
  const buckets = bucketsOf(result.per_hour);
  const fired = useFired(saved, window, bucket);
  const total = fired === null ? null : [...fired.values()].reduce((sum, each) => sum + each, 0);
  return (
    <div className="grid gap-3">
      <p role="status">
        Of {formatQuantity(result.events, 'event')} it would have matched{' '}
        <strong>{formatCount(result.matches)}</strong>
        {result.errors === 0 ? '' : ` and failed on ${formatCount(result.errors)}`}, and run its
        action {formatQuantity(result.executions, 'time')}.
        {total === null ? '' : ` As it is saved it fired ${formatQuantity(total, 'time')}.`}
      </p>
      <p className="text-xs text-ink-faint">
        From {formatMoment(window.since)} to {formatMoment(window.until)}
        {result.complete ? ': everything of this time.' : '.'}
      </p>
      {result.complete ? null : (
        <p className="text-warn">
          Not all of it: one test reads {formatCount(result.events)} events at most, so it begins
          with the latest and stops at {formatMoment(window.since)}.
        </p>
      )}
      {buckets.length === 0 ? null : (
        <TimeChart
          label={`Events and matches by the ${bucket}`}
          times={buckets.map(({ start }) => start)}
          series={[
            {
              label: 'Events',
              tone: 'soft',
              shape: 'line',
              dashed: true,
              values: buckets.map(({ events }) => events),
            },
            {
              label: 'Would match',
              tone: 'accent',
              shape: 'bars',
              values: buckets.map(({ matches }) => matches),
            },
            {
              label: 'Would fail',
              tone: 'danger',
              shape: 'bars',
              values: buckets.map(({ errors }) => errors),
            },
            ...(fired === null
              ? []
              : [
                  {
                    label: 'Did fire',
                    tone: 'ok' as const,
                    shape: 'line' as const,
                    values: buckets.map(({ start }) => fired.get(start) ?? 0),
                  },
                ]),
          ]}
          height={160}
        />
      )}
      {result.samples.length === 0 ? null : (
        <section className="grid gap-2" aria-label="The latest matches and errors">
          <h3 className="font-medium">The latest</h3>
          {result.samples.map((trial) => (
            <details key={trial.event} className="rounded-control border border-line px-3 py-2">
              <summary className="cursor-pointer">
                {trial.created === null ? 'An event' : formatMoment(trial.created)} ·{' '}
                {outcomes[trial.outcome]}
              </summary>
              <div className="pt-2">
                <RuleTrial trial={trial} />
              </div>
            </details>
          ))}
        </section>
      )}
    </div>
  );
}

/** How often the saved rule fired in each bucket, by its beginning; null until it is known, or without one. */
function useFired(
  saved: Rule | null,
  window: OutcomeProps['window'],
  bucket: 'hour' | 'day',
): ReadonlyMap<number, number> | null {
  const counted = useQuery({
    ...ask(routes.getAnalytics, {
      params: { entity: 'enforcements' },
      query: { ref: saved?.ref, since: window.since, until: window.until, bucket },
    }),
    enabled: saved !== null,
  });
  if (saved === null || counted.data === undefined) return null;
  return new Map(counted.data.buckets.map(({ start, count }) => [Date.parse(start), count]));
}
