import { pgView, text } from 'drizzle-orm/pg-core';
import { moment, rowId } from './columns.ts';

const columns = () => ({
  bucket: moment(),
  worker_name: text(),
  new_status: text(),
  transition_count: rowId(),
});

/** Continuous aggregates, made by a migration: real-time, kept for 180 days and for two years. */
export const worker_status_hourly = pgView('worker_status_hourly', columns()).existing();
export const worker_status_daily = pgView('worker_status_daily', columns()).existing();
