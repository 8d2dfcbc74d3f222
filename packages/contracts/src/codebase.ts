import { z } from 'zod';
import { revisionSchema } from './revision.ts';

/** The name under which a codebase is addressed; also the name of its folder in `CLEW_HOME`. */
export const codebaseNameSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,62}$/,
    'must be 1–63 characters of a–z, 0–9, ".", "_" or "-", and start with a letter or digit',
  );

export const newCodebaseSchema = z.object({
  name: codebaseNameSchema,
  /** Absolute path of the folder that holds the sources. */
  root: z.string().min(1).max(4096),
});
export type NewCodebase = z.infer<typeof newCodebaseSchema>;

export const codebaseSchema = z.object({
  name: codebaseNameSchema,
  root: z.string(),
  created_at: z.string(),
  counts: z.object({
    files: z.number().int(),
    symbols: z.number().int(),
    edges: z.number().int(),
    unresolved: z.number().int(),
    /** What people and models wrote, also about symbols that are deleted now. */
    summaries: z.number().int(),
    terms: z.number().int(),
    constraints: z.number().int(),
  }),
  last_revision: revisionSchema.nullable(),
});
export type Codebase = z.infer<typeof codebaseSchema>;
