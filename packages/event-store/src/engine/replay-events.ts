import { recordIdSchema, timestampSchema } from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';
import { holdRules } from './rules-lock.ts';

export interface ReplayEvents {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    /** The id of the rule. */
    readonly rule: number;
    /** Inclusive. */
    readonly since: string;
    /** Exclusive; up to now when left out. */
    readonly until?: string | undefined;
  };
}

/**
 * Has one rule look at events of the past: those of its trigger within the window are queued for it
 * alone. It fires at most once for an event, however often the event is replayed and whether or not it
 * had been seen before. Answers how many events were queued; those that wait already are not repeated.
 *
 * Called in the transaction that saves a rule, no event is missed: every event from `since` on is
 * either queued here or evaluated by those who see the rule. Evaluation stands still meanwhile.
 *
 * The first thousand are due at once, the others a thousand each fifth of a second, so that what
 * happens now does not wait behind all of the past.
 *
 * @throws EventStoreError `invalid_input`, also when there is no such rule; nothing was queued.
 */
export async function replayEvents({ ctx, input }: ReplayEvents): Promise<number> {
  const id = parseInput(recordIdSchema, input.rule);
  const since = parseInput(timestampSchema, input.since);
  const until = parseInput(timestampSchema.optional(), input.until) ?? 'infinity';
  return ctx.events.transaction(async (session) => {
    const { sql } = session;
    await holdRules(session);
    const [rule] = await sql<{ ref: string; trigger_ref: string }[]>`
      select ref, trigger_ref from rule where id = ${id}::bigint`;
    if (rule === undefined) {
      throw new EventStoreError('invalid_input', `There is no rule ${id}. Nothing was queued.`);
    }
    const queued = await sql`
      insert into event_inbox (event_id, created, trigger_ref, rule_id, available_at)
      select id, created, trigger_ref, ${id}::bigint,
             statement_timestamp()
               + (row_number() over (order by created, id) - 1) / 1000 * interval '200 milliseconds'
      from event
      where trigger_ref = ${rule.trigger_ref}::text
        and (rule_ref is null or rule_ref = ${rule.ref}::text)
        and created >= ${since}::timestamptz and created < ${until}::timestamptz
      on conflict do nothing`;
    return queued.count;
  });
}
