import { z } from 'zod';
import { fqnSchema } from './fqn.ts';
import { relationSchema, resolutionSchema } from './relation.ts';
import { symbolKindSchema } from './symbol-kind.ts';
import { symbolOriginSchema } from './symbol-origin.ts';

/** A symbol as every answer shows it. Times are ISO 8601 in UTC. */
export const symbolSchema = z.object({
  fqn: fqnSchema,
  kind: symbolKindSchema,
  name: z.string(),
  origin: symbolOriginSchema,
  file: z.string().nullable(),
  parent: fqnSchema.nullable(),
  start_line: z.number().int().nullable(),
  end_line: z.number().int().nullable(),
  signature: z.string().nullable(),
  modifiers: z.array(z.string()),
  annotations: z.array(z.string()),
  deleted_at: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type Symbol = z.infer<typeof symbolSchema>;

/** The short form in lists of neighbours. */
export const symbolRefSchema = symbolSchema.pick({
  fqn: true,
  kind: true,
  name: true,
  origin: true,
  file: true,
  start_line: true,
});
export type SymbolRef = z.infer<typeof symbolRefSchema>;

/** A caller or a callee, with the sites at which it calls or is called. */
export const neighbourSchema = z.object({
  symbol: symbolRefSchema,
  relation: relationSchema,
  sites: z.array(
    z.object({
      file: z.string().nullable(),
      line: z.number().int(),
      resolution: resolutionSchema,
    }),
  ),
});
export type Neighbour = z.infer<typeof neighbourSchema>;
