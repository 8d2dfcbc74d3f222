import { refSchema, type Sensor } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { definitionNotFound } from '../definitions/definition-not-found.ts';
import { parseInput } from '../parse-input.ts';
import { sensor } from '../schema/sensor.ts';
import type { EventSession } from '../session.ts';
import { toSensor } from './to-sensor.ts';

export interface GetSensor {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly ref: string };
}

/**
 * Reads one sensor by its ref.
 *
 * @throws EventStoreError `sensor_not_found` with the nearest refs.
 */
export async function getSensor({ ctx, input }: GetSensor): Promise<Sensor> {
  const ref = parseInput(refSchema, input.ref);
  return ctx.events.run(async (session) => {
    const [row] = await session.db.select().from(sensor).where(sql`${sensor.ref} = ${ref}::text`);
    if (row !== undefined) return toSensor(row);
    throw await definitionNotFound(session, 'sensor', ref);
  });
}
