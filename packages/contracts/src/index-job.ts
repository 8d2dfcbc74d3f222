import { z } from 'zod';
import { architectureVerdictSchema } from './architecture.ts';
import { codebaseNameSchema } from './codebase.ts';
import { revisionCountsSchema } from './revision.ts';
import { sourcePathSchema } from './source-path.ts';

/** The action that brings the graph of a codebase up to date with its sources. */
export const indexActionRef = 'core.index';

/** Most paths that one index job may name. */
export const maxIndexPaths = 1000;

/**
 * The parameters of an index job. Without `paths`, what can have changed since the last run is derived
 * again, and with `full` everything is. With `paths` it is those files and nothing else.
 */
export const indexJobConfigSchema = z.strictObject({
  codebase: codebaseNameSchema,
  paths: z.array(sourcePathSchema).min(1).max(maxIndexPaths).optional(),
  full: z.boolean().optional(),
});
export type IndexJobConfig = z.infer<typeof indexJobConfigSchema>;

/** How far a running index job is; `files` counts those done in this phase, `of` all of them. */
export const indexProgressSchema = z.object({
  phase: z.enum(['discover', 'parse', 'extract', 'store']),
  files: z.number().int().min(0),
  of: z.number().int().min(0),
});
export type IndexProgress = z.infer<typeof indexProgressSchema>;

/** What the rules files of a codebase say after an index run. */
export const ruleFileReportSchema = z.object({
  /** Files that are in force as they are. */
  files: z.number().int().min(0),
  rules: z.number().int().min(0),
  actions: z.number().int().min(0),
  /** Rules and actions that vanished from the files. */
  removed: z.number().int().min(0),
  /** What keeps files from taking effect; what they said before stays in force. */
  problems: z.array(
    z.object({
      /** Relative to the codebase. */
      file: z.string(),
      /** From 1. */
      line: z.number().int().min(1),
      message: z.string(),
    }),
  ),
});
export type RuleFileReport = z.infer<typeof ruleFileReportSchema>;

/** How the codebase keeps its architecture after an index run. */
export const architectureSummarySchema = z.object({
  verdict: architectureVerdictSchema,
  rules: z.number().int().min(0),
  /** Those that nobody tolerates. */
  violations: z.number().int().min(0),
  /** What keeps the architecture from being read; what was recorded before stays. */
  problems: ruleFileReportSchema.shape.problems.readonly(),
});
export type ArchitectureSummary = z.infer<typeof architectureSummarySchema>;

/**
 * What a completed index job did: the revision that it wrote, and what its rules files say. When nothing
 * had changed it wrote none, and `revision` is the last one.
 */
export const indexResultSchema = z.object({
  revision: z.number().int(),
  commit: z.string().nullable(),
  counts: revisionCountsSchema,
  duration_ms: z.number(),
  rules: ruleFileReportSchema.optional(),
  architecture: architectureSummarySchema.optional(),
});
export type IndexResult = z.infer<typeof indexResultSchema>;
