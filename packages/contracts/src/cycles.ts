import { z } from 'zod';
import { completenessSchema } from './completeness.ts';
import { relationSchema } from './relation.ts';

/** What the ends of the edges are put together to before cycles are looked for. */
export const cycleUnitSchema = z.enum(['symbol', 'file', 'package']);
export type CycleUnit = z.infer<typeof cycleUnitSchema>;

/**
 * A step of a cycle between two units (symbols by fqn, files by path, packages by fqn), and the edge
 * that makes it: `from_symbol` <relation> `to_symbol` at `file` and `line`. With `dispatch` it is a
 * choice at run time: `to_symbol` implements or overrides `from_symbol`.
 */
export const cycleHopSchema = z.object({
  from: z.string(),
  to: z.string(),
  relation: relationSchema,
  from_symbol: z.string(),
  to_symbol: z.string(),
  file: z.string().nullable(),
  line: z.number().int(),
  dispatch: z.boolean(),
});
export type CycleHop = z.infer<typeof cycleHopSchema>;

/** The most members of a component that are named. */
export const maxCycleMembers = 200;

/**
 * A strongly connected component of at least two units: each of them reaches each other one.
 * `members` names the first ones by name, `size` counts all. `example` is a shortest cycle in it; in
 * a component too large to try every start it is the shortest of those that were tried.
 */
export const cycleSchema = z.object({
  size: z.number().int().min(2),
  members: z.array(z.string()),
  example: z.array(cycleHopSchema),
});
export type Cycle = z.infer<typeof cycleSchema>;

/** Components by size, largest first, and then by the name of their first member. */
export const cycleReportSchema = z.object({
  level: cycleUnitSchema,
  relations: z.array(relationSchema),
  items: z.array(cycleSchema),
  total: z.number().int(),
  truncated: z.boolean(),
  completeness: completenessSchema,
});
export type CycleReport = z.infer<typeof cycleReportSchema>;
