import { refSchema, type Sensor } from '@clew/contracts';
import { refuseManaged } from '../definitions/refuse-managed.ts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';
import { lockSensor } from './lock-sensor.ts';
import { toSensor } from './to-sensor.ts';

export interface DeleteSensor {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly ref: string };
}

/**
 * Deletes a sensor and answers what it was. The events that name it stay.
 *
 * @throws EventStoreError `sensor_not_found`, or `definition_managed` for one of Clew.
 */
export async function deleteSensor({ ctx, input }: DeleteSensor): Promise<Sensor> {
  const ref = parseInput(refSchema, input.ref);
  return ctx.events.transaction(async (session) => {
    const found = await lockSensor(session, ref);
    refuseManaged('sensor', found, 'delete');
    await session.sql`delete from sensor where id = ${found.id}::bigint`;
    return toSensor(found);
  });
}
