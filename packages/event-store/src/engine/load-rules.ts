import type { JsonValue } from '@clew/contracts';
import type { EventSession } from '../session.ts';

/** What the engine needs of a rule. */
export interface EngineRule {
  readonly id: number;
  readonly ref: string;
  readonly version: number;
  readonly enabled: boolean;
  readonly trigger_ref: string;
  readonly trigger_params: JsonValue;
  readonly when: string | null;
  readonly action_params: JsonValue;
  /** The codebase whose file defines it; null for rules of the API. */
  readonly codebase: string | null;
}

/** The enabled rules of one moment; rules with the same stamp are the same. */
export interface RuleSet {
  readonly stamp: string;
  readonly rules: readonly EngineRule[];
}

export interface LoadRules {
  readonly ctx: { readonly events: EventSession };
}

/** Reads every enabled rule, in the order in which the rules were made. */
export async function loadRules({ ctx }: LoadRules): Promise<RuleSet> {
  return ctx.events.run(async (session) => {
    const rows = await session.sql<(EngineRule & { stamp: string })[]>`
      select r.id, r.ref, r.version, r.enabled, r.trigger_ref, r.trigger_params,
             r.condition_expression as "when", r.action_params, r.codebase, s.stamp
      from (select ${rulesStamp(session)} as stamp) s
      left join rule r on r.enabled
      order by r.id`;
    return {
      stamp: rows[0]?.stamp ?? '',
      rules: rows.flatMap(({ stamp, ...rule }) => (rule.id === null ? [] : [rule])),
    };
  });
}

/**
 * An expression whose value changes whenever a transaction that wrote a rule commits. Neither a
 * version nor a moment would do: of two writers, the one that began first can commit last.
 */
export function rulesStamp({ sql }: EventSession) {
  return sql`(
    select count(*)::text || ':'
           || coalesce(bit_xor(hashint8extended(xmin::text::bigint, id)), 0)::text
    from rule)`;
}
