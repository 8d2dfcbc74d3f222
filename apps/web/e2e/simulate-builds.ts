import { openEventStore } from '@clew/event-store';

/**
 * Fills a store with what would be there had builds run for a day: their events, what rules made of each
 * failed one, and how that was run. For pictures alone: a store that just began has no past to draw.
 * Ids and times go together as they do in a store that lived through it.
 */
export async function simulateBuilds({
  url,
  trigger,
  rule,
}: {
  readonly url: string;
  readonly trigger: string;
  readonly rule: string;
}): Promise<void> {
  const store = await openEventStore({ url, maxConnections: 1 });
  try {
    await store.transaction(async ({ sql }) => {
      // What a trigger would write now is inserted below with its own time.
      await sql`set local session_replication_role = replica`;
      await sql`
        create temporary table build on commit drop as
        select at, clew_internal.mint_id(at) as event,
               clew_internal.mint_id(at + interval '40 ms') as enforcement,
               clew_internal.mint_id(at + interval '60 ms') as execution,
               n, n % 6 = 0 as failed, n % 66 = 0 as unsaid
        from generate_series(1, 1400) as n
        cross join lateral (
          select now() - interval '2 minutes' - interval '1 minute' * (
            1440 * power(n / 1400.0, 1.2) + 55 * sin(n / 60.0) + 55
          ) as at
        ) as moments
        where at > now() - interval '1 day'`;
      await sql`
        insert into event (id, created, trigger, trigger_ref, source_ref, payload)
        select event, at, (select id from trigger where ref = ${trigger}::text), ${trigger}::text,
               'ci.main',
               jsonb_build_object('branch', case when n % 3 = 0 then 'main' else 'topic/' || n % 17 end,
                                  'status', case when failed then 'failed' else 'passed' end,
                                  'seconds', 90 + n * 37 % 600)
        from build`;
      await sql`
        insert into enforcement (id, created, rule, rule_version, rule_ref, trigger_ref, event, status,
                                 resolved_at)
        select enforcement, at + interval '40 ms', rule.id, rule.version, rule.ref, rule.trigger_ref,
               event, 'processed', at + interval '60 ms'
        from build cross join rule where failed and rule.ref = ${rule}::text`;
      await sql`
        insert into execution (id, created, action_ref, enforcement, event, status, attempt, fencing_token,
                               available_at, started_at, finished_at)
        select execution, at + interval '60 ms', 'core.log', enforcement, event,
               case when unsaid then 'failed' else 'completed' end, 1, 1,
               at + interval '60 ms', at + interval '70 ms', at + interval '90 ms'
        from build where failed`;
      await sql`
        insert into execution_history (time, operation, entity_id, entity_ref, changed_fields, new_values)
        select at + interval '60 ms', 'INSERT', execution, 'core.log', array['status'],
               '{"status": "requested"}'::jsonb
        from build where failed
        union all
        select at + interval '90 ms', 'UPDATE', execution, 'core.log', array['status'],
               jsonb_build_object('status', case when unsaid then 'failed' else 'completed' end)
        from build where failed`;
      await sql`
        insert into evaluation (time, engine, event_day, events, replayed, conditions, matches, errors,
                                duration_ms)
        select max(at), 'simulated', (at at time zone 'utc')::date, count(*), 0, count(*),
               count(*) filter (where failed), 0, count(*) * 0.4
        from build group by 3`;
    });
  } finally {
    await store.close();
  }
}
