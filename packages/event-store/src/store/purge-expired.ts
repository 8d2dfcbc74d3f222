import type { EventSession } from '../session.ts';

export interface PurgeExpired {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    /** Days that rows of the plain tables are kept; 90, as the hypertables', when left out. */
    readonly keep_days?: number | undefined;
    /** Most rows of each table that one call removes. */
    readonly limit: number;
  };
}

export interface PurgedRows {
  readonly executions: number;
  readonly enforcement_keys: number;
  readonly idempotency_keys: number;
  readonly chains: number;
}

/**
 * Removes what retention policies cannot: finished executions (their history stays in its hypertable),
 * keys of enforcements, idempotency keys and counters of chains that have outlived their events. Nothing that waits or
 * runs is touched. Call again while a count equals the limit.
 */
export async function purgeExpired({ ctx, input }: PurgeExpired): Promise<PurgedRows> {
  const days = input.keep_days ?? 90;
  return ctx.events.run(async ({ sql }) => {
    const executions = await sql`
      delete from execution where id in (
        select id from execution
        where finished_at < statement_timestamp() - make_interval(days => ${days}::integer)
        order by finished_at limit ${input.limit}::integer for update skip locked)`;
    const enforcementKeys = await sql`
      delete from enforcement_key where (rule_id, event_id) in (
        select rule_id, event_id from enforcement_key
        where not pending
          and created < statement_timestamp() - make_interval(days => ${days}::integer)
        order by created limit ${input.limit}::integer for update skip locked)`;
    const idempotencyKeys = await sql`
      delete from event_idempotency where (trigger_ref, idempotency_key) in (
        select trigger_ref, idempotency_key from event_idempotency
        where created < statement_timestamp() - make_interval(days => ${days}::integer)
        order by created limit ${input.limit}::integer for update skip locked)`;
    const chains = await sql`
      delete from event_chain where root_event in (
        select root_event from event_chain
        where updated < statement_timestamp() - make_interval(days => ${days}::integer)
        order by updated limit ${input.limit}::integer for update skip locked)`;
    return {
      executions: executions.count,
      enforcement_keys: enforcementKeys.count,
      idempotency_keys: idempotencyKeys.count,
      chains: chains.count,
    };
  });
}
