import { z } from 'zod';
import { callPathSchema } from './call-path.ts';
import { completenessSchema } from './completeness.ts';
import { dependencyStrengthSchema, dependencyTypeSchema } from './dependency-type.ts';
import { entryTypeSchema } from './entry-type.ts';
import { relationSchema } from './relation.ts';
import { symbolRefSchema } from './symbol.ts';

/** A symbol that a change would reach, at its shortest distance, and the edge by which it is reached. */
export const impactedSymbolSchema = z.object({
  symbol: symbolRefSchema,
  depth: z.number().int().min(1),
  via: z.object({ fqn: z.string(), relation: relationSchema }),
});
export type ImpactedSymbol = z.infer<typeof impactedSymbolSchema>;

/**
 * A place where the world enters the code and from which a change is felt; tests are told apart. `path` leads from it to
 * what is changed; it is empty at `depth` 0, where the entry point itself is changed.
 */
export const reachedEntryPointSchema = z.object({
  symbol: symbolRefSchema,
  entry_type: entryTypeSchema,
  http_method: z.string().nullable(),
  http_path: z.string().nullable(),
  cron_expression: z.string().nullable(),
  mq_queue: z.string().nullable(),
  /** Of a command, an event or a tool. */
  name: z.string().nullable(),
  depth: z.number().int().min(0),
  path: callPathSchema,
});
export type ReachedEntryPoint = z.infer<typeof reachedEntryPointSchema>;

/** A system outside the code that what is changed (`depth` 0), or something it reaches, talks to. */
export const touchedSystemSchema = z.object({
  symbol: symbolRefSchema,
  dependency_type: dependencyTypeSchema,
  target: z.string().nullable(),
  strength: dependencyStrengthSchema,
  depth: z.number().int().min(0),
});
export type TouchedSystem = z.infer<typeof touchedSystemSchema>;

/**
 * A test file that runs what is changed. `symbol` is what in it is nearest to the change, and `path`
 * leads from there to it. `depth` is 0 when the file itself is changed; then `symbol` may be null,
 * because the graph does not know a file that is new.
 */
export const reachedTestSchema = z.object({
  file: z.string(),
  symbol: symbolRefSchema.nullable(),
  depth: z.number().int().min(0),
  path: callPathSchema,
});
export type ReachedTest = z.infer<typeof reachedTestSchema>;

export const riskLevelSchema = z.enum(['low', 'medium', 'high', 'critical']);
export type RiskLevel = z.infer<typeof riskLevelSchema>;

/**
 * How much is at stake, as a sum of points that each factor gives by its count:
 *
 * - `affected_symbols`  1–5: 10, 6–20: 20, more: 30
 * - `entry_points`      1–2: 15, 3–5: 25, more: 35
 * - `external_systems`  1–2: 5, more: 10
 * - `no_tests`          25 when something is reached and no test file is
 *
 * Below 25 points it is low, below 50 medium, below 75 high, from there critical. It says nothing
 * about how sure the answer is; `completeness` does.
 */
export const riskSchema = z.object({
  level: riskLevelSchema,
  points: z.number().int(),
  factors: z.array(
    z.object({
      factor: z.enum(['affected_symbols', 'entry_points', 'external_systems', 'no_tests']),
      count: z.number().int(),
      points: z.number().int(),
    }),
  ),
});
export type Risk = z.infer<typeof riskSchema>;

/**
 * What a change reaches: each symbol once, nearest first. The `…_total` fields count all, also when
 * a list is cut at the asked limit.
 */
export const reachSchema = z.object({
  max_depth: z.number().int(),
  total: z.number().int(),
  by_depth: z.array(z.object({ depth: z.number().int(), count: z.number().int() })),
  items: z.array(impactedSymbolSchema),
  /** True when `items` was cut at the asked limit; `total` and `by_depth` still count all. */
  truncated: z.boolean(),
  entry_points: z.array(reachedEntryPointSchema),
  entry_points_total: z.number().int(),
  external_systems: z.array(touchedSystemSchema),
  external_systems_total: z.number().int(),
  tests: z.array(reachedTestSchema),
  tests_total: z.number().int(),
  risk: riskSchema,
  completeness: completenessSchema,
});
export type Reach = z.infer<typeof reachSchema>;

/** "What breaks if I change this?" of one symbol and everything that it contains. */
export const impactSchema = z.object({ target: symbolRefSchema, ...reachSchema.shape });
export type Impact = z.infer<typeof impactSchema>;
