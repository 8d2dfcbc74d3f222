import type { Enforcement, NewEnforcement } from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import type { EventSession } from '../session.ts';
import { createEnforcements } from './create-enforcements.ts';
import { getEnforcement } from './get-enforcement.ts';

export interface CreateEnforcement {
  readonly ctx: { readonly events: EventSession };
  readonly input: NewEnforcement;
}

/**
 * Records one match and answers it as stored; when the rule had already fired for the event, the
 * first enforcement. The event need not exist.
 *
 * @throws EventStoreError `invalid_input`; nothing was stored.
 */
export async function createEnforcement({ ctx, input }: CreateEnforcement): Promise<Enforcement> {
  return ctx.events.transaction(async (events) => {
    const [receipt] = await createEnforcements({
      ctx: { events },
      input: { enforcements: [input] },
    });
    if (receipt === undefined) {
      throw new EventStoreError('query_failed', 'The server did not store the enforcement.');
    }
    return getEnforcement({ ctx: { events }, input: { id: receipt.id } });
  });
}
