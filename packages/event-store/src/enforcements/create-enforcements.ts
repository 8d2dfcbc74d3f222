import { type NewEnforcement, newEnforcementSchema } from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import { jsonText } from '../json-text.ts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';
import { insertEnforcements } from './insert-enforcements.ts';

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
    const minted = await insertEnforcements(
      session,
      enforcements.map((enforcement) => ({
        ...enforcement,
        config: jsonText(enforcement.config),
        payload: JSON.stringify(enforcement.payload),
        conditions: JSON.stringify(enforcement.conditions),
      })),
    );
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
