import { type NewEnforcement, newEnforcementSchema } from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import { jsonText } from '../json-text.ts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';

export interface CreateEnforcements {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly enforcements: readonly NewEnforcement[] };
}

/** `duplicate` when the rule had already fired for the event; then the id is the first one's. */
export interface EnforcementReceipt {
  readonly id: number;
  readonly created: string;
  readonly duplicate: boolean;
}

/**
 * Records matches, each with its `enforcement_key`, in one transaction. A rule fires at most once for
 * an event: a repeat stores nothing. The event need not exist. Answers in the order of the input.
 *
 * @throws EventStoreError `invalid_input` that lists every problem; nothing was stored.
 */
export async function createEnforcements({
  ctx,
  input,
}: CreateEnforcements): Promise<readonly EnforcementReceipt[]> {
  const enforcements = parseInput(newEnforcementSchema.array(), input.enforcements);
  if (enforcements.length === 0) return [];
  return ctx.events.transaction(async (session) => {
    const minted = await insert(session, enforcements);
    const lost = enforcements.filter((_, index) => minted[index]?.stored === false);
    const firsts = await firstFirings(session, lost);
    return enforcements.map(({ rule, event }, index) => {
      const own = minted[index];
      if (own?.stored === true) return { id: own.id, created: own.created, duplicate: false };
      const first = firsts.get(`${rule} ${event}`);
      if (first !== undefined) return { ...first, duplicate: true };
      throw new EventStoreError(
        'contention',
        'The key of an earlier firing was removed while it was looked up. Nothing was stored; try again.',
      );
    });
  });
}

type Enforcement = ReturnType<typeof newEnforcementSchema.parse>;

function insert({ sql }: EventSession, enforcements: readonly Enforcement[]) {
  // Keys are inserted in their own order, so that two batches cannot wait for each other.
  return sql<{ id: number; created: string; stored: boolean }[]>`
    with given as materialized (
      select g.*, clock_timestamp() as created
      from unnest(
        ${enforcements.map(({ rule }) => rule)}::bigint[],
        ${enforcements.map(({ rule_ref }) => rule_ref)}::text[],
        ${enforcements.map(({ rule_version }) => rule_version)}::integer[],
        ${enforcements.map(({ trigger_ref }) => trigger_ref)}::text[],
        ${enforcements.map(({ config }) => jsonText(config))}::text[],
        ${enforcements.map(({ event }) => event)}::bigint[],
        ${enforcements.map(({ payload }) => JSON.stringify(payload))}::text[],
        ${enforcements.map(({ condition }) => condition)}::text[],
        ${enforcements.map(({ conditions }) => JSON.stringify(conditions))}::text[],
        ${enforcements.map(({ error }) => error)}::text[]
      ) with ordinality as g
        (rule, rule_ref, rule_version, trigger_ref, config, event, payload, condition, conditions,
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
      select id, rule, rule_ref, rule_version, trigger_ref, config::jsonb, event, payload::jsonb,
             condition, conditions::jsonb, error, created
      from minted
      where rule is null or event is null or id in (select enforcement_id from keyed)
      returning id
    )
    select m.id, m.created, s.id is not null as stored
    from minted m left join stored s on s.id = m.id
    order by m.n`;
}

async function firstFirings(
  { sql }: EventSession,
  lost: readonly Enforcement[],
): Promise<ReadonlyMap<string, { readonly id: number; readonly created: string }>> {
  if (lost.length === 0) return new Map();
  const rows = await sql<{ rule: number; event: number; id: number; created: string }[]>`
    select k.rule_id as rule, k.event_id as event, k.enforcement_id as id, k.created
    from unnest(
      ${lost.map(({ rule }) => rule)}::bigint[],
      ${lost.map(({ event }) => event)}::bigint[]
    ) as given (rule, event)
    join enforcement_key k on k.rule_id = given.rule and k.event_id = given.event`;
  return new Map(rows.map(({ rule, event, id, created }) => [`${rule} ${event}`, { id, created }]));
}
