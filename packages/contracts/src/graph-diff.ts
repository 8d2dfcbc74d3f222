import { z } from 'zod';
import { dependencyTypeSchema } from './dependency-type.ts';
import { entryTypeSchema } from './entry-type.ts';
import { relationSchema } from './relation.ts';
import { symbolRefSchema } from './symbol.ts';

/** Which side of a comparison this is; null before the first index run. */
const sideSchema = z.object({
  revision: z.number().int().nullable(),
  commit: z.string().nullable(),
});

/** What of a symbol can be told to have changed, besides its name. */
export const symbolFieldSchema = z.enum([
  'kind',
  'file',
  'parent',
  'signature',
  'modifiers',
  'annotations',
  'shape',
  'body',
]);

const edge = {
  relation: relationSchema,
  from: symbolRefSchema,
  to: symbolRefSchema,
  file: z.string().nullable(),
  /** Of the first such site. */
  line: z.number().int(),
};

const entryPoint = {
  symbol: symbolRefSchema,
  entry_type: entryTypeSchema,
  http_method: z.string().nullable(),
  http_path: z.string().nullable(),
  cron_expression: z.string().nullable(),
  mq_queue: z.string().nullable(),
  name: z.string().nullable(),
};

const dependency = {
  caller: symbolRefSchema,
  dependency_type: dependencyTypeSchema,
  target: z.string().nullable(),
};

/** A net difference: what came and went in between is none, nor is what only moved within its file. */
export const graphDifferenceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('symbol_added'), symbol: symbolRefSchema }),
  z.object({ kind: z.literal('symbol_removed'), symbol: symbolRefSchema }),
  z.object({
    kind: z.literal('symbol_renamed'),
    symbol: symbolRefSchema,
    old_fqn: z.string(),
    changed: z.array(symbolFieldSchema),
  }),
  z.object({
    kind: z.literal('symbol_changed'),
    symbol: symbolRefSchema,
    changed: z.array(symbolFieldSchema),
  }),
  z.object({ kind: z.literal('edge_added'), ...edge }),
  z.object({ kind: z.literal('edge_removed'), ...edge }),
  z.object({ kind: z.literal('entry_point_added'), ...entryPoint }),
  z.object({ kind: z.literal('entry_point_removed'), ...entryPoint }),
  z.object({ kind: z.literal('dependency_added'), ...dependency }),
  z.object({ kind: z.literal('dependency_removed'), ...dependency }),
]);
export type GraphDifference = z.infer<typeof graphDifferenceSchema>;

export const differenceKindSchema = z.enum([
  'symbol_added',
  'symbol_removed',
  'symbol_renamed',
  'symbol_changed',
  'edge_added',
  'edge_removed',
  'entry_point_added',
  'entry_point_removed',
  'dependency_added',
  'dependency_removed',
]);
export type DifferenceKind = z.infer<typeof differenceKindSchema>;

export const graphDiffSchema = z.object({
  from: sideSchema,
  to: sideSchema,
  /** All differences by kind, also those on other pages. */
  totals: z.object({
    symbol_added: z.number().int(),
    symbol_removed: z.number().int(),
    symbol_renamed: z.number().int(),
    symbol_changed: z.number().int(),
    edge_added: z.number().int(),
    edge_removed: z.number().int(),
    entry_point_added: z.number().int(),
    entry_point_removed: z.number().int(),
    dependency_added: z.number().int(),
    dependency_removed: z.number().int(),
  }),
  /** Edges added and removed by relation; `contains` goes with its symbols and is left out. */
  edges: z.array(
    z.object({
      relation: relationSchema,
      added: z.number().int(),
      removed: z.number().int(),
    }),
  ),
  items: z.array(graphDifferenceSchema),
  next_cursor: z.string().nullable(),
});
export type GraphDiff = z.infer<typeof graphDiffSchema>;
