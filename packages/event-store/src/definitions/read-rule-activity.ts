import { type RulesActivity, ruleActivityQuerySchema } from '@clew/contracts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';

export interface ReadRuleActivity {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly refs: readonly string[] };
}

/**
 * Tells how often each rule reacted within the last 24 hours (from the beginning of an hour) and when it
 * last did, in the order of `refs`. Counts come from the hourly aggregate, which also leads to the one
 * hour in which the last enforcement is looked for.
 *
 * @throws EventStoreError `invalid_input` for none, for too many or for what is no ref.
 */
export async function readRuleActivity({ ctx, input }: ReadRuleActivity): Promise<RulesActivity> {
  const { refs } = parseInput(ruleActivityQuerySchema, { refs: input.refs.join(',') });
  return ctx.events.run(async ({ sql }) => {
    const rows = await sql<
      {
        since: string;
        rule_ref: string;
        enforcements: number;
        last_fired_at: string | null;
      }[]
    >`
      with counting as (
        select time_bucket(interval '1 hour', statement_timestamp() - interval '24 hours') as since
      ), volume as (
        select rule_ref, max(bucket) as last_hour,
               coalesce(sum(enforcement_count) filter (where bucket >= counting.since), 0)::bigint
                 as enforcements
        from enforcement_volume_hourly, counting
        where rule_ref = any (${refs}::text[])
        group by 1
      )
      select counting.since, asked.rule_ref, coalesce(volume.enforcements, 0)::bigint as enforcements,
             coalesce(latest.created, volume.last_hour) as last_fired_at
      from counting
      cross join unnest(${refs}::text[]) with ordinality as asked (rule_ref, place)
      left join volume on volume.rule_ref = asked.rule_ref
      left join lateral (
        select created from enforcement
        where enforcement.rule_ref = asked.rule_ref
          and created >= volume.last_hour and created < volume.last_hour + interval '1 hour'
        order by created desc
        limit 1
      ) as latest on true
      order by asked.place`;
    return {
      since: rows[0]?.since ?? '',
      items: rows.map(({ rule_ref, enforcements, last_fired_at }) => ({
        rule_ref,
        enforcements,
        last_fired_at,
      })),
    };
  });
}
