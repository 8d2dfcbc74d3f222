import type { EnforcementCondition } from '@clew/contracts';
import type { EventSession } from '../session.ts';

/** An enforcement as it is stored; documents are JSON text. */
export interface EnforcementRecord {
  readonly rule: number | null;
  readonly rule_ref: string;
  readonly rule_version: number | null;
  readonly trigger_ref: string;
  readonly event: number | null;
  readonly config: string | null;
  readonly payload: string;
  readonly condition: EnforcementCondition;
  readonly conditions: string;
  readonly error: string | null;
}

/** `stored` is false when the rule had already fired for the event. */
export interface InsertedEnforcement {
  readonly id: number;
  readonly created: string;
  readonly stored: boolean;
}

/**
 * Inserts enforcements with their keys in one statement. Answers in the order of the input. A payload
 * that many of them share is sent once.
 */
export async function insertEnforcements(
  { sql }: EventSession,
  records: readonly EnforcementRecord[],
): Promise<readonly InsertedEnforcement[]> {
  if (records.length === 0) return [];
  const payloads = new Map<string, number>();
  const payloadOf = records.map(({ payload }) => {
    const known = payloads.get(payload) ?? payloads.size + 1;
    payloads.set(payload, known);
    return known;
  });
  // Keys are inserted in their own order, so that two batches cannot wait for each other.
  return sql<{ id: number; created: string; stored: boolean }[]>`
    with shared as materialized (
      select payload::jsonb as payload, no
      from unnest(${[...payloads.keys()]}::text[]) with ordinality as p (payload, no)
    ), given as materialized (
      select g.rule, g.rule_ref, g.rule_version, g.trigger_ref, g.config, g.event, g.payload_no,
             g.condition, g.conditions, g.error, g.n, clock_timestamp() as created
      from unnest(
        ${records.map(({ rule }) => rule)}::bigint[],
        ${records.map(({ rule_ref }) => rule_ref)}::text[],
        ${records.map(({ rule_version }) => rule_version)}::integer[],
        ${records.map(({ trigger_ref }) => trigger_ref)}::text[],
        ${records.map(({ config }) => config)}::text[],
        ${records.map(({ event }) => event)}::bigint[],
        ${payloadOf}::bigint[],
        ${records.map(({ condition }) => condition)}::text[],
        ${records.map(({ conditions }) => conditions)}::text[],
        ${records.map(({ error }) => error)}::text[]
      ) with ordinality as g
        (rule, rule_ref, rule_version, trigger_ref, config, event, payload_no, condition, conditions,
         error, n)
    ), minted as materialized (
      select given.*, clew_internal.mint_id(created) as id from given
    ), keyed as (
      insert into enforcement_key (rule_id, event_id, enforcement_id, created)
      select rule, event, id, created from minted
      where rule is not null and event is not null
      order by rule, event, n
      on conflict (rule_id, event_id) do nothing
      returning enforcement_id
    ), stored as (
      insert into enforcement (id, rule, rule_ref, rule_version, trigger_ref, config, event, payload,
                               condition, conditions, error, created)
      select m.id, m.rule, m.rule_ref, m.rule_version, m.trigger_ref, m.config::jsonb, m.event,
             s.payload, m.condition, m.conditions::jsonb, m.error, m.created
      from minted m join shared s on s.no = m.payload_no
      where m.rule is null or m.event is null or m.id in (select enforcement_id from keyed)
      returning id
    )
    select m.id, m.created, s.id is not null as stored
    from minted m left join stored s on s.id = m.id
    order by m.n`;
}
