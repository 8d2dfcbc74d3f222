import { z } from 'zod';
import { fqnSchema } from './fqn.ts';
import { reachSchema } from './impact.ts';
import { sourcePathSchema } from './source-path.ts';
import { symbolRefSchema } from './symbol.ts';

/** The most that one question may name. */
export const maxChangeTargets = 1000;
/** Lines of all ranges together. */
export const maxChangedLines = 200_000;
/** Characters of a patch. */
export const maxPatchLength = 1_000_000;

/**
 * Which state of the code the graph holds: the one `before` the change, when somebody asks about a
 * patch that is not applied yet; the one `after` it, when the changed files were indexed.
 */
export const graphStateSchema = z.enum(['before', 'after']);
export type GraphState = z.infer<typeof graphStateSchema>;

const lineRangeSchema = z
  .strictObject({
    file: sourcePathSchema,
    start_line: z.number().int().min(1),
    end_line: z.number().int().min(1),
  })
  .refine(({ start_line, end_line }) => start_line <= end_line, {
    message: 'end_line must not be before start_line',
  });
export type LineRange = z.infer<typeof lineRangeSchema>;

const reachLimits = {
  depth: z.number().int().min(1).max(50).default(5),
  limit: z.number().int().min(1).max(5000).default(500),
};

/** A change, given as the symbols that it touches, as a patch (a unified diff), or as lines. */
export const changeImpactRequestSchema = z.union([
  z.strictObject({
    ...reachLimits,
    targets: z.array(fqnSchema).min(1).max(maxChangeTargets),
  }),
  z.strictObject({
    ...reachLimits,
    patch: z.string().min(1).max(maxPatchLength),
    graph_holds: graphStateSchema.default('before'),
  }),
  z.strictObject({
    ...reachLimits,
    ranges: z
      .array(lineRangeSchema)
      .min(1)
      .max(maxChangeTargets)
      .refine(
        (ranges) =>
          ranges.reduce((sum, range) => sum + range.end_line - range.start_line + 1, 0) <=
          maxChangedLines,
        { message: `must not hold more than ${maxChangedLines} lines together` },
      ),
  }),
]);
export type ChangeImpactRequest = z.input<typeof changeImpactRequestSchema>;

/**
 * What a change does to a symbol. `signature`: the head of its declaration is touched, or may be
 * (where the patch does not show it); `body`: only what is behind the head. `named`: it was given by
 * its name, so nothing is known about the kind.
 */
export const changeKindSchema = z.enum(['added', 'body', 'signature', 'deleted', 'named']);
export type ChangeKind = z.infer<typeof changeKindSchema>;

/** A symbol that a change touches: the innermost one around each changed line. */
export const touchedSymbolSchema = z.object({
  symbol: symbolRefSchema,
  change: changeKindSchema,
});
export type TouchedSymbol = z.infer<typeof touchedSymbolSchema>;

/**
 * A changed file whose present state the graph does not know. `new`: the change adds it;
 * `not_indexed`: the graph does not hold it; `changed_since`: it was written after the last index
 * run, so what the graph says of its lines may be out of date.
 */
export const unknownFileSchema = z.object({
  file: z.string(),
  reason: z.enum(['new', 'not_indexed', 'changed_since']),
});
export type UnknownFile = z.infer<typeof unknownFileSchema>;

/** What several changes reach in common. The touched symbols themselves are not among the `items`. */
export const changeImpactSchema = z.object({
  touched: z.array(touchedSymbolSchema),
  unknown_files: z.array(unknownFileSchema),
  ...reachSchema.shape,
});
export type ChangeImpact = z.infer<typeof changeImpactSchema>;
