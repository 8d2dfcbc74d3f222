import { z } from 'zod';
import { completenessSchema } from './completeness.ts';
import { fqnSchema } from './fqn.ts';
import { relationSchema, resolutionSchema } from './relation.ts';
import { symbolRefSchema } from './symbol.ts';
import { symbolKindSchema } from './symbol-kind.ts';
import { symbolOriginSchema } from './symbol-origin.ts';

/** `outgoing`: what the start uses; `incoming`: what uses it. */
export const graphDirectionSchema = z.enum(['outgoing', 'incoming', 'both']);
export type GraphDirection = z.infer<typeof graphDirectionSchema>;

/** What a symbol must be to be told of and passed; the start is told of whatever it is. */
export const graphFilterSchema = z.strictObject({
  kinds: z.array(symbolKindSchema).min(1).optional(),
  file_prefix: z.string().min(1).max(4096).optional(),
  origins: z.array(symbolOriginSchema).min(1).optional(),
});
export type GraphFilter = z.infer<typeof graphFilterSchema>;

/** A part of the graph around some symbols. */
export const graphQuerySchema = z.strictObject({
  start: z.array(fqnSchema).min(1).max(100),
  /** All but `contains` when left out. */
  relations: z.array(relationSchema).min(1).optional(),
  direction: graphDirectionSchema.default('outgoing'),
  depth: z.number().int().min(0).max(20).default(3),
  filters: graphFilterSchema.default({}),
  /** Most nodes; there are at most ten times as many edges. */
  limit: z.number().int().min(1).max(5000).default(500),
});
export type GraphQuery = z.input<typeof graphQuerySchema>;

/** An edge between two nodes of the answer. Of several sites the first is told, `sites` counts all. */
export const graphEdgeSchema = z.object({
  from: z.string(),
  to: z.string(),
  relation: relationSchema,
  file: z.string().nullable(),
  line: z.number().int(),
  resolution: resolutionSchema,
  sites: z.number().int().min(1),
});
export type GraphEdge = z.infer<typeof graphEdgeSchema>;

/** Nodes nearest first and then by fqn, and every edge of the asked relations between them. */
export const subgraphSchema = z.object({
  nodes: z.array(
    z.object({
      ...symbolRefSchema.shape,
      depth: z.number().int().min(0),
      /** By the architecture of the last index run; null when it is in none. */
      layer: z.string().nullable(),
    }),
  ),
  edges: z.array(graphEdgeSchema),
  /** True when nodes or edges were cut. */
  truncated: z.boolean(),
  completeness: completenessSchema,
});
export type Subgraph = z.infer<typeof subgraphSchema>;
