import type { EventSession } from '../session.ts';
import { triggersStamp } from './payload-schemas.ts';

/** An event as it is stored. A null id or moment is minted by the server, a null depth or budget defaults. */
export interface EventRecord {
  readonly id: number | null;
  readonly created: string | null;
  readonly trigger_ref: string;
  readonly config: string | null;
  readonly payload: string | null;
  readonly source_ref: string | null;
  readonly rule_ref: string | null;
  readonly root_event: number | null;
  readonly depth: number | null;
  readonly budget: number | null;
  /** What is wrong with the payload, as JSON text; null when nothing is. */
  readonly problems: string | null;
  readonly idempotency_key: string | null;
}

/**
 * Inserts events and their inbox rows in one statement. References are resolved where they can be; an
 * unknown trigger, source or rule leaves its id null. Answers in the order of the input.
 *
 * @param stamp of the triggers that the records were checked by; when it is another by now, nothing is
 *   stored and the answer is null. Left out, it does not matter.
 */
export async function insertEvents(
  session: EventSession,
  records: readonly EventRecord[],
  stamp: string | null = null,
): Promise<readonly { readonly id: number; readonly created: string }[] | null> {
  if (records.length === 0) return [];
  const { sql } = session;
  const stored = await sql<{ id: number; created: string }[]>`
    with given as materialized (
      select g.n, g.id, coalesce(g.created, clock_timestamp()) as created, g.trigger_ref,
             g.config::jsonb as config, g.payload::jsonb as payload, g.source_ref, g.rule_ref,
             g.root_event, coalesce(g.depth, 0) as depth, coalesce(g.budget, 1000) as budget,
             g.problems::jsonb as problems
      from unnest(
        ${records.map(({ id }) => id)}::bigint[],
        ${records.map(({ created }) => created)}::timestamptz[],
        ${records.map(({ trigger_ref }) => trigger_ref)}::text[],
        ${records.map(({ config }) => config)}::text[],
        ${records.map(({ payload }) => payload)}::text[],
        ${records.map(({ source_ref }) => source_ref)}::text[],
        ${records.map(({ rule_ref }) => rule_ref)}::text[],
        ${records.map(({ root_event }) => root_event)}::bigint[],
        ${records.map(({ depth }) => depth)}::integer[],
        ${records.map(({ budget }) => budget)}::integer[],
        ${records.map(({ problems }) => problems)}::text[]
      ) with ordinality as g
        (id, created, trigger_ref, config, payload, source_ref, rule_ref, root_event, depth, budget,
         problems, n)
      where ${stamp}::text is null or ${stamp}::text = ${triggersStamp(session)}
    ), minted as materialized (
      select n, coalesce(id, clew_internal.mint_id(created)) as id, created, trigger_ref, config,
             payload, source_ref, rule_ref, root_event, depth, budget, problems
      from given
    ), stored as (
      insert into event (id, trigger, trigger_ref, config, payload, source, source_ref, rule, rule_ref,
                         created, root_event, depth, budget, problems)
      select m.id, t.id, m.trigger_ref, m.config, m.payload, s.id, m.source_ref, r.id, m.rule_ref,
             m.created, m.root_event, m.depth, m.budget, m.problems
      from minted m
      left join trigger t on t.ref = m.trigger_ref
      left join sensor s on s.ref = m.source_ref
      left join rule r on r.ref = m.rule_ref
    ), queued as (
      insert into event_inbox (event_id, created, trigger_ref)
      select id, created, trigger_ref from minted
    )
    select id, created from minted order by n`;
  return stored.length === 0 ? null : stored;
}
