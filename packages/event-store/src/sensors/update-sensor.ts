import {
  type ChangedSensor,
  refSchema,
  type SensorEntrypoint,
  type SensorPatch,
  sensorPatchSchema,
  timerConfigSchema,
  webhookConfigSchema,
} from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { refuseChanged } from '../definitions/refuse-changed.ts';
import { refuseManaged } from '../definitions/refuse-managed.ts';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import { sensor } from '../schema/sensor.ts';
import type { EventSession } from '../session.ts';
import { hashKey } from './hash-key.ts';
import { lockSensor } from './lock-sensor.ts';
import { mintKey } from './mint-key.ts';
import { type NextFire, planTimer } from './plan-timer.ts';
import { type SensorRow, toSensor } from './to-sensor.ts';
import { triggerIdOf } from './trigger-id-of.ts';

export interface UpdateSensor {
  readonly ctx: { readonly events: EventSession; readonly nextFire: NextFire };
  readonly input: { readonly ref: string; readonly patch: SensorPatch };
}

/**
 * Changes what the patch holds and answers the sensor as it is now. A timer that gets another config,
 * or is switched on, is planned anew from now: what passed while it was off was not missed.
 *
 * @throws EventStoreError `sensor_not_found`, `definition_changed` when it was changed since `updated`, `definition_managed` for anything but "enabled" of one of
 *   Clew, `sensor_config_invalid` for a config or key that its entrypoint does not have, or
 *   `invalid_input`; nothing was changed.
 */
export async function updateSensor({ ctx, input }: UpdateSensor): Promise<ChangedSensor> {
  const ref = parseInput(refSchema, input.ref);
  const { updated, ...patch } = parseInput(sensorPatchSchema, input.patch);
  return ctx.events.transaction(async (session) => {
    const found = await lockSensor(session, ref);
    const fields = Object.keys(patch);
    refuseManaged('sensor', found, fields);
    refuseChanged('sensor', found, updated);
    const { rotate_key: rotate = false, config, trigger_ref, ...plain } = patch;
    checkConfig(found, config, rotate);
    if (fields.length === 0) return { ...toSensor(found), key: null };
    const key = rotate ? mintKey() : null;
    const plannedAnew = config !== undefined || (patch.enabled === true && !found.enabled);
    const [row] = await session.db
      .update(sensor)
      .set({
        ...plain,
        ...(config === undefined ? {} : { config }),
        ...(trigger_ref === undefined
          ? {}
          : { trigger_ref, trigger: await triggerIdOf(session, trigger_ref) }),
        ...(key === null ? {} : { key: hashKey(key) }),
        ...(plannedAnew ? await plan(session, ctx.nextFire, found, config ?? found.config) : {}),
      })
      .where(sql`${sensor.id} = ${found.id}::bigint`)
      .returning();
    return { ...toSensor(row ?? found), key };
  });
}

async function plan(
  session: EventSession,
  nextFire: NextFire,
  { entrypoint, event_count }: SensorRow,
  config: unknown,
): Promise<Partial<SensorRow>> {
  if (entrypoint !== 'timer') return {};
  const next = await planTimer(session, { entrypoint, config, nextFire });
  const state = next === null ? 'done' : event_count > 0 ? 'active' : 'idle';
  return { next_fire_at: next, state };
}

function checkConfig({ ref, entrypoint }: SensorRow, config: unknown, rotate: boolean): void {
  if (rotate && entrypoint !== 'webhook') {
    throw new EventStoreError(
      'sensor_config_invalid',
      `The sensor ${ref} has no key: only webhooks do. Leave "rotate_key" out.`,
    );
  }
  if (config === undefined || fits(entrypoint, config)) return;
  throw new EventStoreError(
    'sensor_config_invalid',
    `This config does not fit the sensor ${ref}, whose entrypoint is ${entrypoint}. Give the config of one, or create another sensor.`,
  );
}

function fits(entrypoint: SensorEntrypoint, config: unknown): boolean {
  switch (entrypoint) {
    case 'timer':
      return timerConfigSchema.safeParse(config).success;
    case 'webhook':
      return webhookConfigSchema.safeParse(config).success;
    case 'api':
    case 'graph':
      return Object.keys(config ?? {}).length === 0;
    default:
      return entrypoint satisfies never;
  }
}
