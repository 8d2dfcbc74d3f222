import { z } from 'zod';
import { refSchema } from './ref.ts';
import { timestampSchema } from './timestamp.ts';

/** Most rules that one answer tells about. */
export const maxActiveRules = 50;

/** How often a rule reacted of late, and when it last did. */
export const ruleActivitySchema = z.object({
  rule_ref: refSchema,
  /** Enforcements since the beginning of the answer's `since`, failed ones too. */
  enforcements: z.number().int().min(0),
  /** To the hour when the enforcement itself is no longer kept; null when none is known. */
  last_fired_at: timestampSchema.nullable(),
});
export type RuleActivity = z.infer<typeof ruleActivitySchema>;

/** Refs, separated by commas; each counts once. */
export const ruleActivityQuerySchema = z.strictObject({
  refs: z
    .string()
    .max(maxActiveRules * 256)
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(refSchema).min(1).max(maxActiveRules)),
});

export const rulesActivitySchema = z.object({
  /** Where counting begins: the beginning of an hour, 24 hours ago or a little more. */
  since: timestampSchema,
  /** One for each ref that was asked for, in that order. */
  items: z.array(ruleActivitySchema),
});
export type RulesActivity = z.infer<typeof rulesActivitySchema>;
