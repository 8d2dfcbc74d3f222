import { z } from 'zod';
import { relationSchema } from './relation.ts';

const differencesSchema = z.object({
  /** What the sources say and the graph does not. */
  missing: z.number().int(),
  /** What the graph says and the sources do not. */
  extra: z.number().int(),
  /** What both know and tell otherwise. */
  changed: z.number().int(),
  samples: z.object({
    missing: z.array(z.string()),
    extra: z.array(z.string()),
    changed: z.array(z.string()),
  }),
});

/** How far a graph is from what its sources say, set by set; counts alone could agree by chance. */
export const graphDriftSchema = z.object({
  same: z.boolean(),
  sets: z.array(
    z.object({
      set: z.enum([
        'files',
        'symbols',
        'edges',
        'unresolved',
        'entry_points',
        'external_dependencies',
      ]),
      /** For edges: those of one relation. */
      relation: relationSchema.nullable(),
      /** How many the sources have. */
      compared: z.number().int(),
      ...differencesSchema.shape,
    }),
  ),
  /** Files that could not be indexed now, whose facts were not compared. */
  skipped_files: z.array(z.string()),
});
export type GraphDrift = z.infer<typeof graphDriftSchema>;
