import { groupByDay } from '../record-window.ts';
import type { EventSession } from '../session.ts';

/** An enforcement whose key this transaction holds, with what decides about it. */
export interface ClaimedEnforcement {
  readonly id: number;
  readonly created: string;
  readonly rule_id: number;
  readonly event_id: number;
  readonly facts: EnforcementFacts;
  /** The action that it asks for; null when there is none of that name. */
  readonly action_id: number | null;
  readonly chain: Chain;
}

/** Whether something that an enforcement needs can be used. */
export type Presence = 'enabled' | 'disabled' | 'gone';

/** What the decision about an enforcement depends on, apart from the budget of its chain. */
export interface EnforcementFacts {
  readonly rule_ref: string;
  readonly trigger_ref: string;
  readonly action_ref: string | null;
  readonly rule: Presence;
  readonly trigger: Presence;
  readonly action: Presence;
  /** Why the rule failed; null when it matched. */
  readonly error: string | null;
  /** Reactions between the root event and the event of the enforcement. */
  readonly depth: number;
}

/** The chain of reactions that an enforcement is part of. */
export interface Chain {
  readonly root_event: number;
  readonly depth: number;
  /** How many executions the chain may have. */
  readonly budget: number;
}

export interface ClaimedEnforcements {
  readonly enforcements: readonly ClaimedEnforcement[];
  /** Keys whose enforcement is gone or resolved: there is nothing left to do. */
  readonly idle: readonly EnforcementKey[];
}

export interface EnforcementKey {
  readonly rule_id: number;
  readonly event_id: number;
}

interface KeyRow extends EnforcementKey {
  readonly id: number;
  readonly created: string;
}

type FactRow = KeyRow &
  Omit<EnforcementFacts, 'depth'> & {
    readonly status: string | null;
    readonly action_id: number | null;
  };

/** Locks the keys that wait the longest, passing over those that others hold. */
export async function claimEnforcements(
  session: EventSession,
  limit: number,
): Promise<ClaimedEnforcements> {
  const keys = await session.sql<KeyRow[]>`
    select rule_id, event_id, enforcement_id as id, created from enforcement_key
    where pending
    order by created, enforcement_id
    limit ${limit}::integer
    for update skip locked`;
  if (keys.length === 0) return { enforcements: [], idle: [] };
  const [rows, chains] = await Promise.all([readFacts(session, keys), readChains(session, keys)]);
  return {
    enforcements: rows.flatMap(({ id, created, rule_id, event_id, action_id, status, ...rest }) => {
      if (status !== 'created') return [];
      const chain = chains.get(event_id) ?? unknownChain(event_id);
      const facts = { ...rest, depth: chain.depth };
      return [{ id, created, rule_id, event_id, action_id, facts, chain }];
    }),
    idle: rows.filter(({ status }) => status !== 'created'),
  };
}

/** An enforcement asks for the action that its rule named when it fired. */
function readFacts({ sql }: EventSession, keys: readonly KeyRow[]) {
  const first = keys[0]?.created ?? null;
  const last = keys.at(-1)?.created ?? null;
  return sql<FactRow[]>`
    select k.rule_id, k.event_id, k.id, k.created, f.status, f.error,
           coalesce(f.rule_ref, '') as rule_ref, coalesce(f.trigger_ref, '') as trigger_ref,
           coalesce(v.action_ref, r.action_ref) as action_ref, a.id as action_id,
           case when r.id is null then 'gone' when r.enabled then 'enabled' else 'disabled' end as rule,
           case when t.id is null then 'gone' when t.enabled then 'enabled' else 'disabled' end as trigger,
           case when a.id is null then 'gone' when a.enabled then 'enabled' else 'disabled' end as action
    from unnest(
      ${keys.map(({ rule_id }) => rule_id)}::bigint[],
      ${keys.map(({ event_id }) => event_id)}::bigint[],
      ${keys.map(({ id }) => id)}::bigint[],
      ${keys.map(({ created }) => created)}::timestamptz[]
    ) with ordinality as k (rule_id, event_id, id, created, n)
    left join enforcement f
      on f.id = k.id and f.created = k.created
      and f.created >= ${first}::timestamptz and f.created <= ${last}::timestamptz
    left join rule r on r.id = k.rule_id
    left join rule_version v on v.rule = k.rule_id and v.version = f.rule_version
    left join trigger t on t.ref = f.trigger_ref
    left join action a on a.ref = coalesce(v.action_ref, r.action_ref)
    order by k.n`;
}

async function readChains(
  { sql }: EventSession,
  keys: readonly KeyRow[],
): Promise<ReadonlyMap<number, Chain>> {
  const found = await Promise.all(
    groupByDay(keys.map(({ event_id }) => event_id)).map(
      ({ ids, window }) => sql<(Chain & { id: number })[]>`
        select id, coalesce(root_event, id) as root_event, depth, budget from event
        where id = any (${ids}::bigint[])
          and created >= ${window.from}::timestamptz and created < ${window.to}::timestamptz`,
    ),
  );
  return new Map(found.flat().map(({ id, ...chain }) => [id, chain]));
}

/** Of an event that was deleted or fell to retention: it is taken for the first of its chain. */
function unknownChain(event_id: number): Chain {
  return { root_event: event_id, depth: 0, budget: 1000 };
}
