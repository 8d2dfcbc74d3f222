import type { Sensor } from '@clew/contracts';
import type { sensor } from '../schema/sensor.ts';

export type SensorRow = typeof sensor.$inferSelect;

/** The key of a webhook is left out: who may read sensors may not send events. */
export function toSensor(row: SensorRow): Sensor {
  return {
    id: row.id,
    ref: row.ref,
    label: row.label,
    description: row.description,
    enabled: row.enabled,
    origin: row.origin,
    trigger: row.trigger,
    trigger_ref: row.trigger_ref,
    entrypoint: row.entrypoint,
    config: row.config,
    state: row.state,
    next_fire_at: row.next_fire_at,
    last_event: row.last_event,
    last_event_at: row.last_event_at,
    event_count: row.event_count,
    error_count: row.error_count,
    last_error: row.last_error,
    last_error_at: row.last_error_at,
    created: row.created,
    updated: row.updated,
  };
}
