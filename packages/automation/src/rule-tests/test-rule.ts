import {
  maxBackTestDays,
  type RuleTest,
  type RuleTestResult,
  type RuleTrial,
  ruleTestSchema,
} from '@clew/contracts';
import { type EventSession, getEvent, listEvents, type RuleDraft } from '@clew/event-store';
import { AutomationError } from '../automation-error.ts';
import { evaluateRules } from '../rules/evaluate-rules.ts';
import { type TriableRule, triableRule, tryRule } from './try-rule.ts';

export interface TestRule {
  readonly ctx: { readonly events: EventSession; readonly now: () => Date };
  readonly input: {
    readonly rule: RuleDraft;
    readonly on: RuleTest;
    /** Ends a back-test early when nobody waits for it any more. */
    readonly signal?: AbortSignal | undefined;
    /** Most events that a back-test reads; 20,000 when left out. */
    readonly maxEvents?: number | undefined;
  };
}

const pageSize = 200;
const defaultMaxEvents = 20_000;
/** Longest time that a back-test reads on, in milliseconds. */
const maxDurationMs = 10_000;
const hourMs = 3_600_000;

/**
 * Tries a rule on one event, or on what happened within a window, without doing anything: nothing is
 * stored and no action runs. A back-test reads from the latest event backwards; when it has read
 * enough, the answer is not `complete` and its window begins where it stopped.
 *
 * @throws EventStoreError `event_not_found`, or AutomationError `window_invalid`.
 */
export async function testRule({ ctx, input }: TestRule): Promise<RuleTestResult> {
  const on = ruleTestSchema.parse(input.on);
  const rule = triableRule(input.rule);
  if ('event' in on) {
    return ofOne(rule, tryRule(rule, await getEvent({ ctx, input: { id: on.event } })));
  }
  if ('payload' in on) {
    const made = {
      id: 1,
      trigger_ref: rule.draft.trigger_ref,
      payload: on.payload,
      config: null,
      source_ref: null,
      created: ctx.now().toISOString(),
      depth: 0,
    };
    return ofOne(rule, { ...tryRule(rule, made), event: null, created: null });
  }
  return backTest(ctx, { ...input, ...on, rule });
}

function ofOne({ draft }: TriableRule, trial: RuleTrial): RuleTestResult {
  const matches = trial.outcome === 'matched' ? 1 : 0;
  return {
    rule_ref: draft.ref,
    window: null,
    complete: true,
    events: 1,
    matches,
    errors: trial.outcome === 'error' ? 1 : 0,
    executions: matches,
    per_hour: [],
    samples: [trial],
  };
}

interface Hour {
  events: number;
  matches: number;
  errors: number;
}

async function backTest(
  ctx: TestRule['ctx'],
  input: {
    readonly rule: TriableRule;
    readonly since: string;
    readonly until?: string | undefined;
    readonly sample: number;
    readonly signal?: AbortSignal | undefined;
    readonly maxEvents?: number | undefined;
  },
): Promise<RuleTestResult> {
  const { rule, signal, maxEvents = defaultMaxEvents } = input;
  const until = new Date(input.until ?? ctx.now());
  const since = new Date(input.since);
  checkWindow(since, until);
  const started = performance.now();
  const hours = new Map<number, Hour>();
  const samples: RuleTrial[] = [];
  let read = 0;
  let from = since;
  let cursor: string | undefined;
  do {
    signal?.throwIfAborted();
    const page = await listEvents({
      ctx,
      input: {
        trigger_ref: rule.draft.trigger_ref,
        since: since.toISOString(),
        until: until.toISOString(),
        limit: Math.min(pageSize, maxEvents - read),
        cursor,
      },
    });
    for (const event of page.items) {
      const [match] = evaluateRules({ index: rule.index, event }).matches;
      const hour = hourOf(hours, Date.parse(event.created));
      hour.events += 1;
      if (match === undefined) continue;
      if (match.error === null) hour.matches += 1;
      else hour.errors += 1;
      if (samples.length < input.sample) samples.push(tryRule(rule, event));
    }
    read += page.items.length;
    cursor = page.next_cursor ?? undefined;
    if (
      cursor !== undefined &&
      (read >= maxEvents || performance.now() - started > maxDurationMs)
    ) {
      from = new Date(page.items.at(-1)?.created ?? since);
      break;
    }
  } while (cursor !== undefined);

  const per_hour = everyHour(from, until).map((hour) => ({
    hour: new Date(hour).toISOString(),
    ...(hours.get(hour) ?? { events: 0, matches: 0, errors: 0 }),
  }));
  const sum = (field: keyof Hour) => per_hour.reduce((total, hour) => total + hour[field], 0);
  const matches = sum('matches');
  return {
    rule_ref: rule.draft.ref,
    window: { since: from.toISOString(), until: until.toISOString() },
    complete: cursor === undefined,
    events: read,
    matches,
    errors: sum('errors'),
    executions: matches,
    per_hour,
    samples,
  };
}

function checkWindow(since: Date, until: Date): void {
  const days = (until.getTime() - since.getTime()) / (24 * hourMs);
  if (days > 0 && days <= maxBackTestDays) return;
  const message =
    days > 0
      ? `must lie ${maxBackTestDays} days before "until" at most`
      : 'must lie before "until"';
  throw new AutomationError('window_invalid', `Correct "since": it ${message}.`, {
    issues: [{ path: 'since', message }],
  });
}

function hourOf(hours: Map<number, Hour>, time: number): Hour {
  const start = Math.floor(time / hourMs) * hourMs;
  const known = hours.get(start);
  if (known !== undefined) return known;
  const fresh = { events: 0, matches: 0, errors: 0 };
  hours.set(start, fresh);
  return fresh;
}

/** The starts of the hours that a window touches. */
function everyHour(since: Date, until: Date): readonly number[] {
  const first = Math.floor(since.getTime() / hourMs);
  const last = Math.ceil(until.getTime() / hourMs);
  return Array.from({ length: last - first }, (_, at) => (first + at) * hourMs);
}
