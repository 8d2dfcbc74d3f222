import type { EventReceipt } from '@clew/contracts';
import type { EventSession } from '../session.ts';

/** Notes on a sensor which events it led to; repeats of earlier ones do not count. */
export async function noteSensorEvents(
  { sql }: EventSession,
  { ref, receipts }: { readonly ref: string; readonly receipts: readonly EventReceipt[] },
): Promise<void> {
  const fresh = receipts.filter(({ duplicate }) => !duplicate);
  const last = fresh.at(-1);
  if (last === undefined) return;
  await sql`
    update sensor
    set state = 'active', event_count = event_count + ${fresh.length}::bigint,
        last_event = ${last.id}::bigint, last_event_at = ${last.created}::timestamptz
    where ref = ${ref}::text`;
}
