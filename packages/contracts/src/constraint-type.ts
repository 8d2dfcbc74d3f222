import { z } from 'zod';

/** What kind of promise a constraint of the business is. */
export const constraintTypeSchema = z.enum(['validation', 'business_rule', 'invariant', 'other']);
export type ConstraintType = z.infer<typeof constraintTypeSchema>;
