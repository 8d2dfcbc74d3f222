import { z } from 'zod';
import { constraintTypeSchema } from './constraint-type.ts';
import { fqnSchema } from './fqn.ts';
import {
  knowledgeShape,
  knowledgeVersionSchema,
  sourceHashSchema,
  writtenText,
} from './knowledge-state.ts';
import { pageSchema } from './page.ts';
import { symbolRefSchema } from './symbol.ts';

const lineSchema = z.number().int().min(1).max(10_000_000);

/** A rule of the business, without the code that upholds it. */
export const ownConstraintSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  description: z.string().nullable(),
  constraint_type: constraintTypeSchema,
  source_line: z.number().int().nullable(),
  ...knowledgeShape,
});
export type OwnConstraint = z.infer<typeof ownConstraintSchema>;

/** `source` is the symbol that upholds the rule; null for a rule that no single symbol does. */
export const constraintSchema = z.object({
  ...ownConstraintSchema.shape,
  source: symbolRefSchema.nullable(),
});
export type Constraint = z.infer<typeof constraintSchema>;

export const constraintPageSchema = pageSchema(constraintSchema);

/** A constraint of a symbol comes with the `source_hash` of that symbol. */
export const newConstraintSchema = z.strictObject({
  name: writtenText(200),
  description: writtenText(4_000).nullable().default(null),
  constraint_type: constraintTypeSchema.default('other'),
  source: fqnSchema.nullable().default(null),
  source_line: lineSchema.nullable().default(null),
  source_hash: sourceHashSchema.nullable().default(null),
});
export type NewConstraint = z.input<typeof newConstraintSchema>;

/** What is left out stays. */
export const constraintChangeSchema = z.strictObject({
  name: writtenText(200).optional(),
  description: writtenText(4_000).nullable().optional(),
  constraint_type: constraintTypeSchema.optional(),
  source: fqnSchema.nullable().optional(),
  source_line: lineSchema.nullable().optional(),
  source_hash: sourceHashSchema.nullable().default(null),
  version: knowledgeVersionSchema,
});
export type ConstraintChange = z.input<typeof constraintChangeSchema>;
