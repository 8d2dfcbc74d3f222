import { z } from 'zod';
import { dependencyStrengthSchema, dependencyTypeSchema } from './dependency-type.ts';
import { detectionResolutionSchema, entryTypeSchema } from './entry-type.ts';
import { symbolRefSchema } from './symbol.ts';

/** Where something was found and by which rule; all null for what people entered. */
const foundAt = {
  file: z.string().nullable(),
  line: z.number().int().nullable(),
  detector: z.string().nullable(),
};

/** An entry point of one symbol: how the world gets to it. */
export const ownEntryPointSchema = z.object({
  entry_type: entryTypeSchema,
  http_method: z.string().nullable(),
  http_path: z.string().nullable(),
  cron_expression: z.string().nullable(),
  mq_queue: z.string().nullable(),
  /** Of a command, an event or a tool. */
  name: z.string().nullable(),
  resolution: detectionResolutionSchema,
  ...foundAt,
});
export type OwnEntryPoint = z.infer<typeof ownEntryPointSchema>;

/** An entry point with the symbol that runs. */
export const entryPointSchema = z.object({ symbol: symbolRefSchema, ...ownEntryPointSchema.shape });
export type EntryPoint = z.infer<typeof entryPointSchema>;

/** A system outside the code that one symbol needs. */
export const ownDependencySchema = z.object({
  dependency_type: dependencyTypeSchema,
  target: z.string().nullable(),
  strength: dependencyStrengthSchema,
  ...foundAt,
});
export type OwnDependency = z.infer<typeof ownDependencySchema>;

/** A system outside the code with the symbol that needs it. */
export const externalDependencySchema = z.object({
  caller: symbolRefSchema,
  ...ownDependencySchema.shape,
});
export type ExternalDependency = z.infer<typeof externalDependencySchema>;
