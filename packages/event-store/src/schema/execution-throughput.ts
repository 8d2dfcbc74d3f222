import { pgView, text } from 'drizzle-orm/pg-core';
import { moment, rowId } from './columns.ts';

const columns = () => ({
  bucket: moment(),
  action_ref: text(),
  execution_count: rowId(),
});

/** Continuous aggregates, made by a migration: real-time, kept for 180 days and for two years. */
export const execution_throughput_hourly = pgView(
  'execution_throughput_hourly',
  columns(),
).existing();
export const execution_throughput_daily = pgView(
  'execution_throughput_daily',
  columns(),
).existing();
