import { z } from 'zod';

/**
 * The hash of the source that a text about a symbol was written from. Whoever writes such a text sends
 * the one that they had read: when the symbol has changed since, the text is refused.
 */
export const sourceHashSchema = z.string().min(1).max(128);

/**
 * Names a state of a summary, a term or a constraint, by what it says. Whoever changes or deletes it
 * sends the one that they had read: when somebody else has changed it since, nothing is done.
 */
export const knowledgeVersionSchema = z.string().min(1).max(64);

/** How things stand, for a writer who came too late. Null where there is nothing. */
export const knowledgeStateSchema = z.object({
  source_hash: sourceHashSchema.nullable(),
  version: knowledgeVersionSchema.nullable(),
});
export type KnowledgeState = z.infer<typeof knowledgeStateSchema>;

/** Text that people write: never blank, never longer than `most` characters, no NUL. */
export const writtenText = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be blank')
    .max(most, `must not be longer than ${most} characters`)
    .refine((text) => !text.includes('\0'), 'must not contain NUL');

/** What every text about a symbol has. Times are ISO 8601 in UTC. */
export const knowledgeShape = {
  /** Hash of the source when it was written; null when nobody knows which source it was. */
  source_hash: z.string().nullable(),
  /** The source is another one than it was written from. */
  is_stale: z.boolean(),
  version: knowledgeVersionSchema,
  created_at: z.string(),
  updated_at: z.string(),
};
