import { pgView, text } from 'drizzle-orm/pg-core';
import { moment, rowId } from './columns.ts';

const columns = () => ({
  bucket: moment(),
  trigger_ref: text(),
  event_count: rowId(),
});

/** Continuous aggregates, made by a migration: real-time, kept for 180 days and for two years. */
export const event_volume_hourly = pgView('event_volume_hourly', columns()).existing();
export const event_volume_daily = pgView('event_volume_daily', columns()).existing();
