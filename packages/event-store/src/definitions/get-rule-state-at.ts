import { refSchema, timestampSchema } from '@clew/contracts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';

export interface GetRuleStateAt {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly ref: string; readonly at: string };
}

/** A rule was in this state from `since` on. */
export interface RuleState {
  readonly state: 'enabled' | 'disabled' | 'deleted';
  readonly since: string;
}

/** Whether a rule was switched on at a moment, and how that changed. */
export interface RuleStateAt {
  /** Null when it is not known: there was no such rule, or nobody wrote it down yet. */
  readonly at: RuleState | null;
  /** When it was first switched off, or deleted, after the moment; null when that has not happened. */
  readonly off_after: RuleState | null;
  /** When it was first switched on after the moment; null when that has not happened. */
  readonly on_after: RuleState | null;
}

/** Reads whether a rule was switched on at a moment; of a ref that was used again, any of its rules. */
export async function getRuleStateAt({ ctx, input }: GetRuleStateAt): Promise<RuleStateAt> {
  const ref = parseInput(refSchema, input.ref);
  const at = parseInput(timestampSchema, input.at);
  return ctx.events.run(async ({ sql }) => {
    const rows = await sql<(RuleState & { place: 'at' | 'off' | 'on' })[]>`
      (select 'at' as place, state, time as since from rule_switch
       where rule_ref = ${ref}::text and time <= ${at}::timestamptz
       order by time desc limit 1)
      union all
      (select 'off', state, time from rule_switch
       where rule_ref = ${ref}::text and time > ${at}::timestamptz and state <> 'enabled'
       order by time limit 1)
      union all
      (select 'on', state, time from rule_switch
       where rule_ref = ${ref}::text and time > ${at}::timestamptz and state = 'enabled'
       order by time limit 1)`;
    const stateAt = (wanted: string): RuleState | null => {
      const row = rows.find(({ place }) => place === wanted);
      return row === undefined ? null : { state: row.state, since: row.since };
    };
    return { at: stateAt('at'), off_after: stateAt('off'), on_after: stateAt('on') };
  });
}
