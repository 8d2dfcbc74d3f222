import { type Page, type Sensor, type SensorQuery, sensorQuerySchema } from '@clew/contracts';
import { and, desc } from 'drizzle-orm';
import { behind, flagIs, textIs } from '../list-conditions.ts';
import { cutPage, startOfPage } from '../page.ts';
import { parseInput } from '../parse-input.ts';
import { sensor } from '../schema/sensor.ts';
import type { EventSession } from '../session.ts';
import { toSensor } from './to-sensor.ts';

export interface ListSensors {
  readonly ctx: { readonly events: EventSession };
  readonly input: SensorQuery;
}

/** Lists sensors, the latest defined first. */
export async function listSensors({ ctx, input }: ListSensors): Promise<Page<Sensor>> {
  const query = parseInput(sensorQuerySchema, input);
  const start = startOfPage('sensor', query.cursor);
  return ctx.events.run(async ({ db }) => {
    const rows = await db
      .select()
      .from(sensor)
      .where(
        and(
          textIs(sensor.entrypoint, query.entrypoint),
          textIs(sensor.trigger_ref, query.trigger_ref),
          textIs(sensor.state, query.state),
          flagIs(sensor.enabled, query.enabled),
          textIs(sensor.origin, query.origin),
          behind(sensor.created, sensor.id, start),
        ),
      )
      .orderBy(desc(sensor.created), desc(sensor.id))
      .limit(query.limit + 1);
    return cutPage('sensor', rows.map(toSensor), query.limit, (row) => ({
      at: row.created,
      id: row.id,
    }));
  });
}
