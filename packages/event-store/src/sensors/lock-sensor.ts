import { sql } from 'drizzle-orm';
import { definitionNotFound } from '../definitions/definition-not-found.ts';
import { sensor } from '../schema/sensor.ts';
import type { EventSession } from '../session.ts';
import type { SensorRow } from './to-sensor.ts';

/**
 * Reads a sensor that is about to be changed, and keeps others from changing it until the transaction ends.
 *
 * @throws EventStoreError `sensor_not_found` with the nearest refs.
 */
export async function lockSensor(session: EventSession, ref: string): Promise<SensorRow> {
  const [row] = await session.db
    .select()
    .from(sensor)
    .where(sql`${sensor.ref} = ${ref}::text`)
    .for('update');
  if (row !== undefined) return row;
  throw await definitionNotFound(session, 'sensor', ref);
}
