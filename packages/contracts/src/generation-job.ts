import { z } from 'zod';
import { codebaseNameSchema } from './codebase.ts';
import { fqnSchema } from './fqn.ts';
import { sourcePathSchema } from './source-path.ts';
import { symbolKindSchema } from './symbol-kind.ts';

/** The action that has a language model write what is missing or stale of a codebase's knowledge. */
export const generationActionRef = 'core.generate_knowledge';

/** Kinds of symbols that are summarised unless others are asked for. */
export const summarisedKinds = [
  'package',
  'module',
  'file',
  'namespace',
  'class',
  'interface',
  'enum',
  'type_alias',
  'function',
  'method',
] as const;

/** Which summaries to write. */
export const generationScopeSchema = z.enum(['missing', 'stale', 'missing_or_stale']);
export type GenerationScope = z.infer<typeof generationScopeSchema>;

/**
 * The parameters of a generation job. Of the symbols that lack a fresh summary the most important ones
 * are taken: public ones first, then those that most of the code uses.
 */
export const generationJobConfigSchema = z.strictObject({
  codebase: codebaseNameSchema,
  scope: generationScopeSchema.default('missing_or_stale'),
  /** These symbols and no others. */
  symbols: z.array(fqnSchema).min(1).max(1000).optional(),
  kinds: z
    .array(symbolKindSchema)
    .min(1)
    .default([...summarisedKinds]),
  /** A file, or a folder with everything below it. */
  path: sourcePathSchema.optional(),
  /** Most symbols. */
  limit: z.number().int().min(1).max(10_000).default(50),
  /** Whether words of the business are put into the glossary as well. */
  terms: z.boolean().default(false),
  /** Most tokens, sent and answered; the operator's budget holds in any case. */
  budget_tokens: z.number().int().min(1).optional(),
  /** Most money; the operator's budget holds in any case. */
  budget_cost: z.number().min(0).optional(),
  /** Tells what would be sent and what it may cost, and sends nothing. */
  dry_run: z.boolean().default(false),
});
export type GenerationJobConfig = z.infer<typeof generationJobConfigSchema>;
export type GenerationJobRequest = z.input<typeof generationJobConfigSchema>;

/** What was used of a budget; without prices the cost is not known. */
export const generationUsageSchema = z.object({
  requests: z.number().int().min(0),
  input_tokens: z.number().int().min(0),
  output_tokens: z.number().int().min(0),
  /** Requests whose tokens the server did not tell; for these, the most that it can have been counts. */
  estimated_requests: z.number().int().min(0),
  cost: z.number().min(0).nullable(),
});
export type GenerationUsage = z.infer<typeof generationUsageSchema>;

/** How far a running generation job is. */
export const generationProgressSchema = z.object({
  phase: z.enum(['plan', 'generate']),
  done: z.number().int().min(0),
  of: z.number().int().min(0),
  usage: generationUsageSchema,
});
export type GenerationProgress = z.infer<typeof generationProgressSchema>;

/** Why nothing was stored for a symbol. */
export const generationMissSchema = z.object({ fqn: fqnSchema, reason: z.string() });
export type GenerationMiss = z.infer<typeof generationMissSchema>;

/** A symbol that would be sent, and the tokens of its prompt as they are estimated. */
export const plannedSummarySchema = z.object({
  fqn: fqnSchema,
  kind: symbolKindSchema,
  why: z.enum(['missing', 'stale']),
  tokens: z.number().int().min(0),
});
export type PlannedSummary = z.infer<typeof plannedSummarySchema>;

/** What a generation job did. */
export const generationResultSchema = z.object({
  dry_run: z.boolean(),
  /** Null for a dry run while generation is off. */
  model: z.string().nullable(),
  /** Symbols that lack a fresh summary, also beyond the limit. */
  wanting: z.number().int().min(0),
  /** Symbols that were chosen. */
  chosen: z.number().int().min(0),
  generated: z.number().int().min(0),
  terms: z.number().int().min(0),
  /** Answers that were thrown away: their symbol had changed meanwhile. */
  outdated: z.number().int().min(0),
  failed: z.number().int().min(0),
  /** Nothing was sent: the source is newer than the graph, the summary is fresh by now, or the budget is used up. */
  skipped: z.number().int().min(0),
  stopped: z.enum(['budget']).nullable(),
  /** What was used, or for a dry run, what it would be at most. */
  usage: generationUsageSchema,
  /** The first of those for which nothing was stored. */
  misses: z.array(generationMissSchema),
  /** Of a dry run: the symbols in the order of their importance. */
  planned: z.array(plannedSummarySchema),
});
export type GenerationResult = z.infer<typeof generationResultSchema>;
