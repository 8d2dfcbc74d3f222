import { z } from 'zod';
import { completenessSchema } from './completeness.ts';

export const hotspotUnitSchema = z.enum(['symbol', 'file']);
export type HotspotUnit = z.infer<typeof hotspotUnitSchema>;

export const hotspotOrderSchema = z.enum(['score', 'fan_in', 'fan_out', 'dependants', 'changes']);
export type HotspotOrder = z.infer<typeof hotspotOrderSchema>;

/**
 * How much hangs on a symbol (by fqn) or a file (by path), and how often it changes.
 *
 * `fan_in` counts those that use it directly, `fan_out` those that it uses (both without itself),
 * `dependants` all that reach it, through whatever many steps. `changes` counts the index runs that
 * saw it changed, as far as `changes_since` goes back.
 *
 * `score = (1 + changes) × log2(2 + fan_in × fan_out) × log2(2 + dependants)`
 */
export const hotspotSchema = z.object({
  name: z.string(),
  kind: z.string(),
  file: z.string().nullable(),
  line: z.number().int().nullable(),
  fan_in: z.number().int(),
  fan_out: z.number().int(),
  dependants: z.number().int(),
  changes: z.number().int(),
  score: z.number(),
});
export type Hotspot = z.infer<typeof hotspotSchema>;

/**
 * The units of the project that come first in an order. By `score` or `dependants` they are chosen by
 * an estimate of their dependants, so that of two nearly equal ones at the end of the list the other
 * may be missing; what is listed is counted exactly and in order.
 */
export const hotspotsSchema = z.object({
  level: hotspotUnitSchema,
  order: hotspotOrderSchema,
  items: z.array(hotspotSchema),
  total: z.number().int(),
  truncated: z.boolean(),
  /** The first revision whose changes are still known; null when none are. */
  changes_since: z.number().int().nullable(),
  completeness: completenessSchema,
});
export type Hotspots = z.infer<typeof hotspotsSchema>;
