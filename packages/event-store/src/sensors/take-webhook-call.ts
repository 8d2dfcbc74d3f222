import type { EventReceipt, NewEvent } from '@clew/contracts';
import { createEvents } from '../events/create-events.ts';
import type { EventSession } from '../session.ts';
import { noteSensorEvents } from './note-sensor-events.ts';

export interface TakeWebhookCall {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly ref: string; readonly event: NewEvent };
}

/**
 * Stores the event of a verified call and notes it on its sensor, in one transaction. A repeat of a
 * delivery is answered with the first one's event.
 *
 * @throws EventStoreError `invalid_input`; nothing was stored.
 */
export async function takeWebhookCall({ ctx, input }: TakeWebhookCall): Promise<EventReceipt> {
  return ctx.events.transaction(async (session) => {
    const receipts = await createEvents({
      ctx: { events: session },
      input: { events: [{ ...input.event, source_ref: input.ref }] },
    });
    await noteSensorEvents(session, { ref: input.ref, receipts });
    const [receipt] = receipts;
    if (receipt === undefined) throw new Error('The event store gave no receipt');
    return receipt;
  });
}
