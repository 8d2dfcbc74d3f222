import type { RuleTestResult, RuleTrial } from '@clew/contracts';
import { columns } from './columns.ts';
import { counted } from './counted.ts';
import type { Paint } from './paint.ts';

interface Layout {
  readonly paint: Paint;
  readonly width: number | null;
}

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** What a rule said of an event, or would have done within a window. */
export function ruleTestLines(result: RuleTestResult, layout: Layout): readonly string[] {
  const { paint } = layout;
  const { rule_ref, window, events, matches, errors, executions, samples, complete } = result;
  if (window === null) {
    return samples.flatMap((trial) => trialLines(rule_ref, trial, paint));
  }
  const hours = result.per_hour.map((hour) => hour.matches);
  return [
    `${paint.strong(rule_ref)}: ${counted(matches, 'match', 'matches')} of ${counted(events, 'event')}, ${counted(errors, 'error')}, ${counted(executions, 'execution')}`,
    paint.faint(`  ${window.since.slice(0, 16)} – ${window.until.slice(0, 16)}`),
    ...(complete
      ? []
      : [
          paint.notable(
            '  There were more events than one test may read: the oldest are left out.',
          ),
        ]),
    ...(matches === 0 || hours.length < 2
      ? []
      : [`  ${sparkline(hours)} ${paint.faint('matches an hour')}`]),
    ...columns(
      samples.map((trial) => [
        `  ${trial.created?.slice(0, 19) ?? ''}`,
        String(trial.event ?? ''),
        outcomeText(trial, paint),
      ]),
      layout.width,
    ),
  ];
}

function trialLines(ref: string, trial: RuleTrial, paint: Paint): readonly string[] {
  return [
    `${paint.strong(ref)}: ${outcomeText(trial, paint)}`,
    ...(trial.outcome === 'matched'
      ? [paint.faint(`  its action would get ${JSON.stringify(trial.config)}`)]
      : []),
  ];
}

function outcomeText({ outcome, error, first_false }: RuleTrial, paint: Paint): string {
  switch (outcome) {
    case 'matched':
      return paint.good('matches');
    case 'error':
      return `${paint.bad('fails')}: ${error ?? 'no reason is known'}`;
    case 'other_trigger':
      return 'looks at events of another trigger';
    case 'not_matched': {
      if (first_false === null) return 'does not match';
      const values = first_false.operands.map(
        ({ source, value, error: failure }) => `${source} is ${failure ?? JSON.stringify(value)}`,
      );
      const because = values.length === 0 ? '' : `: ${values.join(', ')}`;
      return `does not match: ${first_false.source} is false${because}`;
    }
  }
}

/** One character for each count, the highest the fullest. */
function sparkline(counts: readonly number[]): string {
  const most = Math.max(1, ...counts);
  return counts
    .map((count) => (count === 0 ? ' ' : bars[Math.ceil((count / most) * bars.length) - 1]))
    .join('');
}
