import { pgView, text } from 'drizzle-orm/pg-core';
import { moment, rowId } from './columns.ts';

const columns = () => ({
  bucket: moment(),
  rule_ref: text(),
  enforcement_count: rowId(),
});

/** Continuous aggregates, made by a migration: real-time, kept for 180 days and for two years. */
export const enforcement_volume_hourly = pgView('enforcement_volume_hourly', columns()).existing();
export const enforcement_volume_daily = pgView('enforcement_volume_daily', columns()).existing();
