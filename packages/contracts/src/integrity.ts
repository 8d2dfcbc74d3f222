import { z } from 'zod';

/** One foreign key and how many rows point at nothing. */
export const orphanCountSchema = z.object({
  /** The seed's name for the check, e.g. `edge_from`, `summary`. */
  type: z.string(),
  table: z.string(),
  column: z.string(),
  references: z.string(),
  count: z.number().int(),
});
export type OrphanCount = z.infer<typeof orphanCountSchema>;

export const integrityReportSchema = z.object({
  ok: z.boolean(),
  orphans: z.array(orphanCountSchema),
  orphans_total: z.number().int(),
  /** Violations that SQLite's own `foreign_key_check` finds. */
  foreign_key_violations: z.number().int(),
  /** Problems that SQLite's own `quick_check` finds; empty when the file is sound. */
  file_problems: z.array(z.string()),
  /** Rows that a migration moved to quarantine, per foreign key. */
  quarantined: z.array(z.object({ type: z.string(), count: z.number().int() })),
  /** Edges that point at a soft-deleted symbol. */
  broken_references: z.number().int(),
  checked_at: z.string(),
});
export type IntegrityReport = z.infer<typeof integrityReportSchema>;
