import { type ChangedSensor, type NewSensor, newSensorSchema } from '@clew/contracts';
import { refTaken } from '../definitions/ref-taken.ts';
import { parseInput } from '../parse-input.ts';
import { sensor } from '../schema/sensor.ts';
import type { EventSession } from '../session.ts';
import { hashKey } from './hash-key.ts';
import { mintKey } from './mint-key.ts';
import { type NextFire, planTimer } from './plan-timer.ts';
import { toSensor } from './to-sensor.ts';
import { triggerIdOf } from './trigger-id-of.ts';

export interface CreateSensor {
  readonly ctx: { readonly events: EventSession; readonly nextFire: NextFire };
  readonly input: NewSensor;
}

/**
 * Defines a sensor: a timer is planned from now, a webhook gets the key of its address.
 *
 * @throws EventStoreError `definition_exists` or `invalid_input`, or what `nextFire` throws; nothing
 *   was stored.
 */
export async function createSensor({ ctx, input }: CreateSensor): Promise<ChangedSensor> {
  const wanted = parseInput(newSensorSchema, input);
  const { entrypoint, config } = wanted;
  return ctx.events.transaction(async (session) => {
    const next = await planTimer(session, { entrypoint, config, nextFire: ctx.nextFire });
    const key = entrypoint === 'webhook' ? mintKey() : null;
    const [row] = await session.db
      .insert(sensor)
      .values({
        ...wanted,
        label: wanted.label ?? wanted.ref,
        origin: 'api',
        trigger: await triggerIdOf(session, wanted.trigger_ref),
        key: key === null ? null : hashKey(key),
        next_fire_at: next,
        state: entrypoint === 'timer' && next === null ? 'done' : 'idle',
      })
      .onConflictDoNothing()
      .returning();
    if (row === undefined) throw refTaken('sensor', wanted.ref);
    return { ...toSensor(row), key };
  });
}
