import { z } from 'zod';
import { completenessSchema } from './completeness.ts';
import { symbolRefSchema } from './symbol.ts';

/**
 * Why a symbol counts as dead. `unused`: nothing uses it; `only_used_by_dead`: what uses it is dead
 * itself; `only_used_by_tests`: it lives when test files count; `never_loaded`: a file that no living
 * file imports and in which nothing is used.
 */
export const deathSchema = z.enum([
  'unused',
  'only_used_by_dead',
  'only_used_by_tests',
  'never_loaded',
]);
export type Death = z.infer<typeof deathSchema>;

/**
 * What may keep a symbol alive all the same:
 *
 * - `unresolved_name`    a site whose target could not be named has its name
 * - `computed_access`    a living site picks a member by a computed name
 * - `structural`         it is a member that others can see, and whoever gets the object may call it
 *                        through a type that its class does not declare
 * - `container_used`     what holds it is used, perhaps as a whole
 * - `reexported`         a file hands it on by name, and a package may publish that file
 * - `annotated`          a decorator may hand it to a framework
 * - `started_by_tool`    a file that a tool may start or a framework may load by its name
 * - `package_without_entry` it is exported from a package of which no entry file is known
 * - `file_not_indexed`   a file could not be indexed, so what it uses is not known
 * - `used_by_doubtful`   something uses it that may be alive itself
 */
export const doubtReasonSchema = z.enum([
  'unresolved_name',
  'computed_access',
  'structural',
  'container_used',
  'reexported',
  'annotated',
  'started_by_tool',
  'package_without_entry',
  'file_not_indexed',
  'used_by_doubtful',
]);
export type DoubtReason = z.infer<typeof doubtReasonSchema>;

export const doubtSchema = z.object({
  reason: doubtReasonSchema,
  /** The site or file that gives rise to it, where there is one. */
  from: z.string().nullable(),
  file: z.string().nullable(),
  line: z.number().int().nullable(),
});
export type Doubt = z.infer<typeof doubtSchema>;

/** A symbol that is not reached from any root; what it contains is dead with it. */
export const deadSymbolSchema = z.object({
  symbol: symbolRefSchema,
  end_line: z.number().int().nullable(),
  why: deathSchema,
  /** Some of those that use it, all of them dead or tests. */
  used_by: z.array(z.string()),
  /** How many symbols it contains. */
  contains: z.number().int(),
  /** `certain` when there is no doubt. */
  certainty: z.enum(['certain', 'possible']),
  doubts: z.array(doubtSchema),
});
export type DeadSymbol = z.infer<typeof deadSymbolSchema>;

/** What is dead, by file and line; the outermost symbols only. */
export const deadCodeSchema = z.object({
  /** Whether what only tests use lives. */
  tests: z.boolean(),
  /** Symbols and files from which everything else was reached. */
  roots: z.number().int(),
  items: z.array(deadSymbolSchema),
  total: z.number().int(),
  /** How many of them are certain. */
  certain: z.number().int(),
  truncated: z.boolean(),
  completeness: completenessSchema,
});
export type DeadCode = z.infer<typeof deadCodeSchema>;
