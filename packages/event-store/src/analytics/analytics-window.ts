/** Whole buckets: `since` is inclusive, `until` exclusive. */
export interface AnalyticsWindow {
  readonly since: string;
  readonly until: string;
}
