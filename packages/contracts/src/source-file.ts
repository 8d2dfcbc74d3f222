import { z } from 'zod';
import { sourcePathSchema } from './source-path.ts';

/** An indexed source file. */
export const sourceFileSchema = z.object({
  path: sourcePathSchema,
  language: z.string(),
  content_hash: z.string(),
});
export type SourceFile = z.infer<typeof sourceFileSchema>;
