import { z } from 'zod';
import { dependencyStrengthSchema, dependencyTypeSchema } from './dependency-type.ts';
import { detectionResolutionSchema, entryTypeSchema } from './entry-type.ts';
import { fqnSchema } from './fqn.ts';
import { relationSchema, resolutionSchema } from './relation.ts';
import { sourcePathSchema } from './source-path.ts';
import { symbolKindSchema } from './symbol-kind.ts';

const lineSchema = z.number().int().min(1);

/** A symbol that an indexed source defines. `parent` is the fqn of the symbol that contains it. */
export const symbolFactSchema = z.object({
  fqn: fqnSchema,
  kind: symbolKindSchema,
  name: z.string().min(1),
  parent: fqnSchema.nullable(),
  start_line: lineSchema.nullable(),
  end_line: lineSchema.nullable(),
  signature: z.string().nullable(),
  modifiers: z.array(z.string()),
  annotations: z.array(z.string()),
  /** Hash of what other files can see of it (signature, modifiers, heritage). */
  shape_hash: z.string().nullable(),
  /** Hash of its own source text, comments and layout left out. */
  body_hash: z.string().nullable(),
});
export type SymbolFact = z.infer<typeof symbolFactSchema>;

/** An edge, owned by the file in which its site stands. `line` is 1-based; 0 means "the whole symbol". */
export const edgeFactSchema = z.object({
  from: fqnSchema,
  to: fqnSchema,
  relation: relationSchema,
  line: z.number().int().min(0),
  resolution: resolutionSchema,
  metadata: z.record(z.string(), z.json()).nullable(),
});
export type EdgeFact = z.infer<typeof edgeFactSchema>;

/** Why the target of a site could not be named. */
export const unresolvedReasonSchema = z.enum([
  'any_typed_receiver',
  'dynamic_member',
  'missing_module',
  'missing_declaration',
  'anonymous_target',
  'ambiguous',
]);
export type UnresolvedReason = z.infer<typeof unresolvedReasonSchema>;

/** A site whose target could not be named. It is recorded with its reason, never dropped. */
export const unresolvedFactSchema = z.object({
  from: fqnSchema,
  name: z.string(),
  line: lineSchema,
  reason: unresolvedReasonSchema,
});
export type UnresolvedFact = z.infer<typeof unresolvedFactSchema>;

/** A library symbol that project code points at; it becomes a stub row of origin `external`. */
export const externalFactSchema = z.object({
  fqn: fqnSchema,
  kind: symbolKindSchema,
  name: z.string().min(1),
  package: z.string().min(1),
});
export type ExternalFact = z.infer<typeof externalFactSchema>;

/**
 * Where the world enters the code, owned by the file that says so, which for a route is the file
 * that registers it. `symbol` is what runs; it may stand in another file. `http_method` is upper
 * case, `ALL` for any. What the code does not tell literally is null and `resolution` says so.
 */
export const entryPointFactSchema = z.object({
  symbol: fqnSchema,
  entry_type: entryTypeSchema,
  http_method: z.string().nullable(),
  http_path: z.string().nullable(),
  cron_expression: z.string().nullable(),
  mq_queue: z.string().nullable(),
  /** Of a command, an event or a tool: how the world calls it. */
  name: z.string().nullable(),
  resolution: detectionResolutionSchema,
  line: lineSchema,
  /** Id of the rule that found it. */
  detector: z.string().min(1),
});
export type EntryPointFact = z.infer<typeof entryPointFactSchema>;

/** A system outside the code that `caller` needs; `target` names it where the code does literally. */
export const dependencyFactSchema = z.object({
  caller: fqnSchema,
  dependency_type: dependencyTypeSchema,
  target: z.string().nullable(),
  strength: dependencyStrengthSchema,
  line: lineSchema,
  /** Id of the rule that found it. */
  detector: z.string().min(1),
});
export type DependencyFact = z.infer<typeof dependencyFactSchema>;

/**
 * Everything that one source file owns. `symbols` starts with the file's own symbol. Who detects
 * nothing may leave `entry_points` and `dependencies` out, which says the same as empty lists.
 */
export const fileFactsSchema = z.object({
  path: sourcePathSchema,
  content_hash: z.string(),
  language: z.string(),
  symbols: z.array(symbolFactSchema),
  edges: z.array(edgeFactSchema),
  unresolved: z.array(unresolvedFactSchema),
  entry_points: z.array(entryPointFactSchema).optional(),
  dependencies: z.array(dependencyFactSchema).optional(),
});
export type FileFacts = z.infer<typeof fileFactsSchema>;

/** A file that could not be read or parsed; the rest of the run goes on without it. */
export const fileFailureSchema = z.object({
  path: sourcePathSchema,
  message: z.string(),
  line: lineSchema.nullable(),
});
export type FileFailure = z.infer<typeof fileFailureSchema>;

/**
 * One thing that the facts of a codebase were derived from, so that a later run knows what to look at
 * again. `source` is an indexed file and `failed` one that could not be; `module` is a file that is not
 * indexed but read for its types; `environment` stands for everything else (configs, manifests,
 * installed packages, the indexer). `derivation_hash` covers all that the facts of a source can depend
 * on, also in other files: as long as it is the same, they are.
 */
export const indexInputSchema = z.object({
  path: z.string().min(1),
  kind: z.enum(['source', 'failed', 'module', 'environment']),
  content_hash: z.string(),
  derivation_hash: z.string().nullable(),
});
export type IndexInput = z.infer<typeof indexInputSchema>;

/**
 * The facts of one index run, applied as one transaction.
 *
 * `scope: 'full'` says that `files` is the whole codebase, so files that are not in it are gone;
 * `scope: 'partial'` touches only `files` and `removed_files`. A file in `failures` keeps the facts
 * that it had. `inputs` are always those of the whole codebase; a batch without them takes back what
 * was known of its files.
 */
export const factBatchSchema = z.object({
  scope: z.enum(['full', 'partial']),
  /** With `full`: the languages that the batch covers; files in others stay. All, when left out. */
  languages: z.array(z.string()).optional(),
  commit: z.string().nullable(),
  packages: z.array(symbolFactSchema),
  externals: z.array(externalFactSchema),
  files: z.array(fileFactsSchema),
  removed_files: z.array(sourcePathSchema),
  failures: z.array(fileFailureSchema),
  inputs: z.array(indexInputSchema).optional(),
});
export type FactBatch = z.infer<typeof factBatchSchema>;
