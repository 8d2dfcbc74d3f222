import { z } from 'zod';

/** What an edge says of its two ends: `from` <relation> `to`. */
export const relationSchema = z.enum([
  'calls',
  'references',
  'instantiates',
  'inherits',
  'implements',
  'overrides',
  'imports',
  'contains',
  'injects',
]);

export type Relation = z.infer<typeof relationSchema>;

/**
 * How the target of an edge was found: `exact` by the compiler, `dynamic` when dispatch may choose
 * another implementation at run time, `heuristic` by name only, `manual` entered by a person.
 */
export const resolutionSchema = z.enum(['exact', 'dynamic', 'heuristic', 'manual']);

export type Resolution = z.infer<typeof resolutionSchema>;
