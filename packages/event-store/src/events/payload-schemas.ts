import type { JsonValue, PayloadPolicy } from '@clew/contracts';
import type { EventSession } from '../session.ts';

/** What a trigger says of the payloads of its events. */
export interface PayloadSchema {
  readonly out_schema: JsonValue;
  readonly payload_policy: PayloadPolicy;
}

export interface PayloadSchemas {
  /** Of the triggers; with the same stamp the schemas are the same. */
  readonly stamp: string;
  /** Whether the store was asked just now. */
  readonly isFresh: boolean;
  /** By ref; null for an unknown trigger and one without a schema. */
  readonly schemas: ReadonlyMap<string, PayloadSchema | null>;
}

interface Known {
  readonly stamp: string;
  readonly schemas: Map<string, PayloadSchema | null>;
}

/**
 * Schemas are asked for by every event and change hardly ever, so they are kept by the pool that read
 * them. Whoever uses them shows their stamp to the statement that stores: it stores nothing when a
 * trigger was changed since, by whatever process.
 */
const kept = new WeakMap<object, Known>();

/** Anybody can make up refs, so that many at most are remembered. */
const maxKept = 10_000;

/** The schemas of some triggers: those that are kept, or else, or when `again`, those of the store. */
export async function payloadSchemas(
  session: EventSession,
  { refs, again }: { readonly refs: readonly string[]; readonly again: boolean },
): Promise<PayloadSchemas> {
  const known = again ? undefined : kept.get(session.pool);
  if (known !== undefined && refs.every((ref) => known.schemas.has(ref))) {
    return { ...known, isFresh: false };
  }
  const read = await readSchemas(session, refs);
  const isSame = known?.stamp === read.stamp && known.schemas.size < maxKept;
  const schemas = isSame ? known.schemas : new Map<string, PayloadSchema | null>();
  for (const ref of refs) schemas.set(ref, read.found.get(ref) ?? null);
  const latest = { stamp: read.stamp, schemas };
  kept.set(session.pool, latest);
  return { ...latest, isFresh: true };
}

async function readSchemas(session: EventSession, refs: readonly string[]) {
  const rows = await session.sql<({ ref: string | null; stamp: string } & PayloadSchema)[]>`
    select s.stamp, t.ref, t.out_schema, t.payload_policy
    from (select ${triggersStamp(session)} as stamp) s
    left join trigger t on t.ref = any (${refs}::text[]) and t.out_schema is not null`;
  return {
    stamp: rows[0]?.stamp ?? '',
    found: new Map(
      rows.flatMap(({ ref, out_schema, payload_policy }) =>
        ref === null ? [] : [[ref, { out_schema, payload_policy }]],
      ),
    ),
  };
}

/** An expression whose value changes whenever a transaction that wrote a trigger commits. */
export function triggersStamp({ sql }: EventSession) {
  return sql`(
    select count(*)::text || ':'
           || coalesce(bit_xor(hashint8extended(xmin::text::bigint, id)), 0)::text
    from trigger)`;
}
