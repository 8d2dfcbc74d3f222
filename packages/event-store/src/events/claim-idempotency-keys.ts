import { EventStoreError } from '../event-store-error.ts';
import type { EventSession } from '../session.ts';
import type { EventRecord } from './insert-events.ts';
import { triggersStamp } from './payload-schemas.ts';

export interface Claim {
  /** With the id and moment under which the event is, or was, stored. */
  readonly record: EventRecord;
  readonly duplicate: boolean;
}

/**
 * Gives every event its id and claims the idempotency keys. A key that another transaction is claiming
 * is waited for, so this must run in the transaction that stores the events. Keys are claimed in
 * their own order, so that two batches cannot wait for each other.
 *
 * @param stamp of the triggers that the records were checked by; when it is another by now, nothing is
 *   claimed and the answer is null.
 */
export async function claimIdempotencyKeys(
  session: EventSession,
  records: readonly EventRecord[],
  stamp: string,
): Promise<readonly Claim[] | null> {
  const minted = await mintIds(session, records, stamp);
  if (minted === null) return null;
  const firsts = new Map<string, EventRecord>();
  for (const record of minted) {
    const key = keyOf(record);
    if (key !== null && !firsts.has(key)) firsts.set(key, record);
  }
  const taken = await claimKeys(session, [...firsts.values()]);
  return minted.map((record) => {
    const key = keyOf(record);
    if (key === null) return { record, duplicate: false };
    const owner = taken.get(key) ?? firsts.get(key) ?? record;
    return owner === record
      ? { record, duplicate: false }
      : { record: { ...record, id: owner.id, created: owner.created }, duplicate: true };
  });
}

function keyOf({ trigger_ref, idempotency_key }: EventRecord): string | null {
  return idempotency_key === null ? null : `${trigger_ref} ${idempotency_key}`;
}

async function mintIds(
  session: EventSession,
  records: readonly EventRecord[],
  stamp: string,
): Promise<readonly EventRecord[] | null> {
  const minted = await session.sql<{ id: number; created: string }[]>`
    with moments as materialized (
      select n, clock_timestamp() as created from generate_series(1, ${records.length}::integer) as n
      where ${stamp}::text = ${triggersStamp(session)}
    )
    select clew_internal.mint_id(created) as id, created from moments order by n`;
  if (minted.length === 0) return null;
  return records.map((record, index) => ({ ...record, ...minted[index] }));
}

/** Claims the keys and answers those that had been claimed before, with the event that they led to. */
async function claimKeys(
  { sql }: EventSession,
  records: readonly EventRecord[],
): Promise<ReadonlyMap<string, { readonly id: number; readonly created: string }>> {
  const claimed = await sql<{ event_id: number }[]>`
    insert into event_idempotency (trigger_ref, idempotency_key, event_id, created)
    select trigger_ref, idempotency_key, event_id, created
    from unnest(
      ${records.map(({ trigger_ref }) => trigger_ref)}::text[],
      ${records.map(({ idempotency_key }) => idempotency_key)}::text[],
      ${records.map(({ id }) => id)}::bigint[],
      ${records.map(({ created }) => created)}::timestamptz[]
    ) as given (trigger_ref, idempotency_key, event_id, created)
    order by 1, 2
    on conflict (trigger_ref, idempotency_key) do nothing
    returning event_id`;
  const won = new Set(claimed.map(({ event_id }) => event_id));
  const lost = records.filter(({ id }) => id === null || !won.has(id));
  if (lost.length === 0) return new Map();
  const owners = await sql<
    { trigger_ref: string; idempotency_key: string; event_id: number; created: string }[]
  >`
    select k.trigger_ref, k.idempotency_key, k.event_id, k.created
    from unnest(
      ${lost.map(({ trigger_ref }) => trigger_ref)}::text[],
      ${lost.map(({ idempotency_key }) => idempotency_key)}::text[]
    ) as given (trigger_ref, idempotency_key)
    join event_idempotency k using (trigger_ref, idempotency_key)`;
  if (owners.length < lost.length) {
    throw new EventStoreError(
      'contention',
      'An idempotency key expired while it was looked up. Nothing was stored; try again.',
    );
  }
  return new Map(
    owners.map(({ trigger_ref, idempotency_key, event_id, created }) => [
      `${trigger_ref} ${idempotency_key}`,
      { id: event_id, created },
    ]),
  );
}
