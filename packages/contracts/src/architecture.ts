import { z } from 'zod';
import { cycleUnitSchema } from './cycles.ts';
import { pageRequestSchema } from './page-request.ts';
import { refSchema } from './ref.ts';
import { relationSchema } from './relation.ts';
import { severitySchema } from './severity.ts';
import { symbolRefSchema } from './symbol.ts';
import { symbolKindSchema } from './symbol-kind.ts';
import { symbolOriginSchema } from './symbol-origin.ts';

const globSchema = z.string().min(1).max(1024);
const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).min(1).max(1000).optional(),
  );

export const layerNameSchema = z
  .string()
  .regex(/^[\w.-]{1,64}$/, 'must be letters, digits, ".", "_" or "-", at most 64');

/** What makes a symbol one of a layer. All that is given must hold; of a list, any one. */
const traits = {
  /** Globs of source paths. */
  files: listOf(globSchema),
  /** Globs of fully qualified names; a member also counts by the name of what it lies in. */
  symbols: listOf(globSchema),
  /** Globs of the package of the symbol, of the codebase or of a library. */
  packages: listOf(globSchema),
  /** Names of annotations or decorators; a member also counts by those of what it lies in. */
  annotations: listOf(z.string().min(1)),
};

export const layerSchema = z
  .strictObject(traits)
  .refine((layer) => Object.values(layer).some((value) => value !== undefined), {
    message: 'names nothing: give files, symbols, packages or annotations',
  });
export type Layer = z.output<typeof layerSchema>;

/** Which symbols one side of a rule means. All that is given must hold; of a list, any one. */
export const symbolSelectorSchema = z.strictObject({
  layer: listOf(layerNameSchema),
  ...traits,
  kinds: listOf(symbolKindSchema),
  origin: symbolOriginSchema.optional(),
  /** And none of these. */
  not: listOf(z.strictObject({ layer: listOf(layerNameSchema), ...traits })),
});
export type SymbolSelector = z.output<typeof symbolSelectorSchema>;

const sidesSchema = (to: typeof symbolSelectorSchema) => ({
  from: symbolSelectorSchema,
  to: listOf(to).refine((list) => list !== undefined, { message: 'is missing' }),
  relations: listOf(relationSchema),
});

const ruleHead = {
  ref: refSchema,
  severity: severitySchema.default('error'),
  message: z.string().max(1000).optional(),
};

/**
 * One rule of the architecture. `forbid`: nothing of `from` may point at any of `to`. `allow`: what is
 * in `from` may point at nothing but `to` and itself. `cycles`: nothing in `within` may come back to
 * itself.
 */
export const architectureRuleSchema = z.union([
  z.strictObject({ ...ruleHead, forbid: z.strictObject(sidesSchema(symbolSelectorSchema)) }),
  z.strictObject({ ...ruleHead, allow: z.strictObject(sidesSchema(symbolSelectorSchema)) }),
  z.strictObject({
    ...ruleHead,
    cycles: z.strictObject({
      level: cycleUnitSchema.default('file'),
      within: symbolSelectorSchema.optional(),
      relations: listOf(relationSchema),
      /** Imports of types alone vanish when the code is compiled. */
      type_only: z.boolean().default(false),
    }),
  }),
]);
export type ArchitectureRule = z.output<typeof architectureRuleSchema>;

/** Names violations that are known and meant. */
export const exemptionSchema = z.strictObject({
  rule: refSchema,
  /** Globs of fully qualified names; everything, when left out. */
  from: globSchema.optional(),
  to: globSchema.optional(),
  reason: z.string().min(1).max(1000),
  /** The day from which it holds no more. */
  until: z.iso.date().optional(),
});
export type Exemption = z.output<typeof exemptionSchema>;

/** The parts of `clew.yaml` that say how a codebase is meant to be built. */
export const architectureSchema = z
  .strictObject({
    layers: z.record(layerNameSchema, layerSchema).default({}),
    rules: z.array(architectureRuleSchema).max(1000).default([]),
    exemptions: z.array(exemptionSchema).max(10_000).default([]),
    /** Path of the file that holds the violations which are tolerated for now. */
    baseline: z.string().min(1).max(1024).default('.clew/baseline.json'),
  })
  .superRefine(({ rules, layers, exemptions }, context) => {
    const refs = new Set<string>();
    for (const [index, rule] of rules.entries()) {
      if (refs.has(rule.ref)) {
        context.addIssue({
          code: 'custom',
          path: ['rules', index, 'ref'],
          message: 'is used twice',
        });
      }
      refs.add(rule.ref);
      for (const name of layersOf(rule)) {
        if (name in layers) continue;
        const message = `names the layer "${name}", which is not in layers`;
        context.addIssue({ code: 'custom', path: ['rules', index], message });
      }
    }
    for (const [index, { rule }] of exemptions.entries()) {
      if (refs.has(rule)) continue;
      const message = `names the rule "${rule}", which is not in rules`;
      context.addIssue({ code: 'custom', path: ['exemptions', index, 'rule'], message });
    }
  });
export type Architecture = z.output<typeof architectureSchema>;

function layersOf(rule: ArchitectureRule): readonly string[] {
  const selectors =
    'forbid' in rule
      ? [rule.forbid.from, ...(rule.forbid.to ?? [])]
      : 'allow' in rule
        ? [rule.allow.from, ...(rule.allow.to ?? [])]
        : rule.cycles.within === undefined
          ? []
          : [rule.cycles.within];
  return selectors.flatMap(({ layer, not }) => [
    ...(layer ?? []),
    ...(not ?? []).flatMap((each) => each.layer ?? []),
  ]);
}

/** A violation by names alone, as a baseline holds it. */
export const baselineEntrySchema = z.object({
  rule: z.string(),
  from: z.string(),
  to: z.string().nullable(),
});
export type BaselineEntry = z.infer<typeof baselineEntrySchema>;

export const baselineSchema = z.object({
  version: z.literal(1),
  violations: z.array(baselineEntrySchema),
});
export type Baseline = z.infer<typeof baselineSchema>;

/** `unknown` when the rule found nothing to look at, which is no proof that the code keeps it. */
export const architectureVerdictSchema = z.enum(['passed', 'failed', 'unknown']);
export type ArchitectureVerdict = z.infer<typeof architectureVerdictSchema>;

export const violationSchema = z.object({
  rule: z.string(),
  severity: severitySchema,
  message: z.string(),
  from: symbolRefSchema,
  /** Null for a cycle. */
  to: symbolRefSchema.nullable(),
  /** The places that break the rule, at most twenty. */
  sites: z.array(
    z.object({ relation: relationSchema, file: z.string().nullable(), line: z.number().int() }),
  ),
  sites_total: z.number().int(),
  /** For a cycle: everything in it, and a shortest way around. */
  cycle: z.object({ members: z.array(z.string()), path: z.array(z.string()) }).nullable(),
  status: z.enum(['new', 'baselined', 'exempted']),
});
export type Violation = z.infer<typeof violationSchema>;

export const ruleReportSchema = z.object({
  ref: z.string(),
  severity: severitySchema,
  verdict: architectureVerdictSchema,
  /** Why the verdict is not to be known, or what it rests on. */
  reason: z.string().nullable(),
  /** Symbols (or files, or packages) that the rule looked at. */
  scope: z.number().int(),
  violations: z.number().int(),
  baselined: z.number().int(),
  exempted: z.number().int(),
  /** Sites in the scope whose target nobody could name: they could break the rule unseen. */
  unresolved_sites: z.number().int(),
});
export type RuleReport = z.infer<typeof ruleReportSchema>;

/** What the graph says of an architecture. */
export const architectureReportSchema = z.object({
  revision: z.number().int().nullable(),
  commit: z.string().nullable(),
  /** `failed` when a rule of severity error has a new violation; else `unknown` when one is unknown. */
  verdict: architectureVerdictSchema,
  rules: z.array(ruleReportSchema),
  violations: z.array(violationSchema),
  /** Entries of the baseline that are fixed, and can leave it. */
  fixed: z.array(baselineEntrySchema),
  /** Exemptions that exempt nothing, or are past their day. */
  idle_exemptions: z.array(z.string()),
});
export type ArchitectureReport = z.infer<typeof architectureReportSchema>;

/** A violation as the last index run recorded it. */
export const antiPatternSchema = violationSchema.extend({ detected_at: z.string() });
export type AntiPattern = z.infer<typeof antiPatternSchema>;

export const antiPatternQuerySchema = pageRequestSchema.extend({
  rule: refSchema.optional().meta({ description: 'Only of this rule.' }),
  severity: severitySchema.optional().meta({ description: 'Only of this severity.' }),
  status: violationSchema.shape.status
    .optional()
    .meta({ description: 'Only new ones, or only those that are tolerated.' }),
});
export type AntiPatternQuery = z.infer<typeof antiPatternQuerySchema>;

/** The layers of a codebase and what goes from one to another: a dependency matrix. */
export const layerMatrixSchema = z.object({
  /** The architecture of the last index run; null when the codebase names none. */
  architecture: architectureSchema.nullable(),
  layers: z.array(z.object({ name: z.string(), symbols: z.number().int() })),
  /** Symbols of the codebase that are in no layer. */
  outside: z.number().int(),
  /** Edges between symbols of different layers, by relation. */
  edges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      relation: relationSchema,
      count: z.number().int(),
    }),
  ),
});
export type LayerMatrix = z.infer<typeof layerMatrixSchema>;
