import type {
  Enforcement,
  Event,
  Rule,
  RuleTrial,
  RuleVerdict,
  RuleVersion,
} from '@clew/contracts';
import {
  type EventSession,
  EventStoreError,
  getEvent,
  getRule,
  getRuleStateAt,
  getRuleVersion,
  getRuleVersionAt,
  isEventPending,
  listEnforcements,
  type RuleStateAt,
} from '@clew/event-store';
import { concernsCodebase } from '../rules/concerns-codebase.ts';
import { triableRule, tryRule } from './try-rule.ts';

export interface WhyRule {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    readonly event: number;
    readonly rule: string;
    /** Left out: the version that reacted, or else the one that was in force. */
    readonly version?: number | undefined;
  };
}

/**
 * Explains why a rule did or did not react to an event, by what was said and switched on when the
 * event was recorded.
 *
 * @throws EventStoreError `event_not_found` or `rule_not_found`.
 */
export async function whyRule({ ctx, input }: WhyRule): Promise<RuleVerdict> {
  const event = await getEvent({ ctx, input: { id: input.event } });
  const rule = await currentRule(ctx, input.rule);
  const { items } = await listEnforcements({
    ctx,
    input: { event: event.id, rule_ref: input.rule, limit: 1 },
  });
  const [enforcement = null] = items;
  const moment = { ref: input.rule, at: event.created };
  const inForce = await getRuleVersionAt({ ctx, input: moment });
  const version = await chosenVersion(ctx, {
    ref: input.rule,
    wanted: input.version ?? enforcement?.rule_version ?? undefined,
    inForce,
    current: rule,
  });
  const trial = tryRule(triableRule({ ...version, ref: version.rule_ref }), event);
  return {
    event: event.id,
    rule_ref: input.rule,
    rule_version: version.version,
    ...judge({
      event,
      rule,
      trial,
      enforcement,
      existed: inForce !== null,
      switches: await getRuleStateAt({ ctx, input: moment }),
      pending: await isEventPending({ ctx, input: { event: event.id } }),
    }),
    enforcement:
      enforcement === null
        ? null
        : { id: enforcement.id, status: enforcement.status, error: enforcement.error },
    trial,
  };
}

/** The rule as it is now, or null when it was deleted. */
async function currentRule(ctx: WhyRule['ctx'], ref: string): Promise<Rule | null> {
  try {
    return await getRule({ ctx, input: { ref } });
  } catch (error) {
    if (error instanceof EventStoreError && error.code === 'rule_not_found') return null;
    throw error;
  }
}

async function chosenVersion(
  ctx: WhyRule['ctx'],
  input: {
    readonly ref: string;
    readonly wanted: number | undefined;
    readonly inForce: RuleVersion | null;
    readonly current: Rule | null;
  },
): Promise<RuleVersion> {
  const { ref, wanted, inForce, current } = input;
  if (wanted === undefined && inForce !== null) return inForce;
  const version = wanted ?? current?.version ?? 1;
  return getRuleVersion({ ctx, input: { ref, version } });
}

type Judgement = Pick<RuleVerdict, 'verdict' | 'reason'>;

function judge(input: {
  readonly event: Event;
  readonly rule: Rule | null;
  readonly trial: RuleTrial;
  readonly enforcement: Enforcement | null;
  /** Whether there was a rule of this ref when the event was recorded. */
  readonly existed: boolean;
  readonly switches: RuleStateAt;
  /** Whether the event waits to be evaluated. */
  readonly pending: boolean;
}): Judgement {
  const { event, rule, trial, enforcement } = input;
  if (enforcement !== null) return reacted(enforcement);
  if (event.rule_ref !== null && rule !== null && event.rule_ref !== rule.ref) {
    return {
      verdict: 'other_rule',
      reason: `The event is meant for the rule ${event.rule_ref} alone.`,
    };
  }
  if (rule !== null && !concernsCodebase(rule, event)) {
    return {
      verdict: 'other_codebase',
      reason: `The rule is of a file of ${rule.codebase}, so it looks at the changes of that codebase alone.`,
    };
  }
  switch (trial.outcome) {
    case 'other_trigger':
      return {
        verdict: 'other_trigger',
        reason: `The event has the trigger ${event.trigger_ref}, which this rule does not look at.`,
      };
    case 'not_matched':
      return { verdict: 'not_matched', reason: falseClause(trial) };
    case 'error':
      return { verdict: 'error', reason: `The rule would fail on this event: ${trial.error}` };
    case 'matched':
      break;
  }
  return silent(input);
}

/** A rule that failed has no parameters: they are rendered last. */
function reacted({ id, status, config, error }: Enforcement): Judgement {
  const because = error === null ? '' : `: ${error}`;
  return error !== null && config === null
    ? {
        verdict: 'failed',
        reason: `The rule failed on this event, which enforcement ${id} records${because}`,
      }
    : { verdict: 'fired', reason: `The rule fired: enforcement ${id} is ${status}${because}` };
}

/** Why a rule that matches left nothing. */
function silent(input: {
  readonly rule: Rule | null;
  readonly existed: boolean;
  readonly switches: RuleStateAt;
  readonly pending: boolean;
}): Judgement {
  const { rule, existed, pending } = input;
  const { at, off_after, on_after } = input.switches;
  const disabled = (reason: string): Judgement => ({
    verdict: 'disabled',
    reason: `The rule matches, but ${reason}.`,
  });
  if (pending) {
    return {
      verdict: 'would_match',
      reason: 'The rule matches, but has not reacted: the event waits to be evaluated.',
    };
  }
  if (!existed) {
    const made = on_after?.since ?? rule?.created;
    const when = made === undefined ? '' : `, on ${made}`;
    return {
      verdict: 'later_rule',
      reason: `The rule matches, but it was made after the event${when}.`,
    };
  }
  if (at !== null && at.state !== 'enabled') {
    const until = on_after === null ? '' : ` until ${on_after.since}`;
    return disabled(
      at.state === 'deleted'
        ? `it had been deleted on ${at.since}`
        : `it was switched off from ${at.since}${until}`,
    );
  }
  if (at !== null && off_after !== null) {
    const what = off_after.state === 'deleted' ? 'deleted' : 'switched off';
    return disabled(`it was ${what} on ${off_after.since}, before it could react`);
  }
  if (at === null && rule === null) return disabled('it was deleted');
  if (at === null && rule?.enabled === false) {
    return disabled('it is switched off; whether it was then is not recorded');
  }
  return {
    verdict: 'would_match',
    reason: 'The rule matches and was switched on, but no reaction is recorded.',
  };
}

/** Names the first false clause and what it found. */
function falseClause({ first_false }: RuleTrial): string {
  if (first_false === null) return 'The condition is false.';
  const found = first_false.operands
    .map(({ source, value, error }) =>
      error === null ? `${source} is ${JSON.stringify(value)}` : `${source}: ${error}`,
    )
    .join(', ');
  return `${first_false.source} is false${found === '' ? '' : `: ${found}`}.`;
}
