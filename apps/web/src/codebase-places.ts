import { differenceKindSchema, graphDirectionSchema, relationSchema } from '@clew/contracts';
import { z } from 'zod';
import { impactDepths, type Place, unusual } from './places.ts';

const text = z.string().min(1).nullable().catch(null).default(null);

export const graphViews = ['drawing', 'list'] as const;
export const graphDepths = [1, 2, 3] as const;

export const graphSearch = z.object({
  symbol: text,
  direction: graphDirectionSchema.catch('both').default('both'),
  depth: z.coerce.number().pipe(z.literal(graphDepths)).catch(1).default(1),
  /** Relations separated by commas; all but `contains` when there are none. */
  relations: z
    .string()
    .refine((named) =>
      named.split(',').every((each) => relationSchema.options.some((known) => known === each)),
    )
    .nullable()
    .catch(null)
    .default(null),
  layer: text,
  /** What is selected; the way to it from the symbol stands out. */
  to: text,
  view: z.enum(graphViews).catch('drawing').default('drawing'),
});
export type GraphSearch = z.output<typeof graphSearch>;
export const usualGraph = graphSearch.parse({});

export function graphOf(codebase: string, at: Partial<GraphSearch> = {}): Place {
  const search = unusual(graphSearch.parse(at), usualGraph);
  return { to: '/codebases/$codebase/graph', params: { codebase }, search };
}

export const impactSearch = z.object({
  symbol: text,
  depth: z.coerce.number().pipe(z.literal(impactDepths)).catch(5).default(5),
});
export type ImpactSearch = z.output<typeof impactSearch>;
export const usualImpact = impactSearch.parse({});

export function impactOf(codebase: string, at: Partial<ImpactSearch> = {}): Place {
  const search = unusual(impactSearch.parse(at), usualImpact);
  return { to: '/codebases/$codebase/impact', params: { codebase }, search };
}

const revision = z.coerce.number().int().min(1).nullable().catch(null).default(null);

export const changesSearch = z.object({
  /** Revisions; the two latest when they are not given. */
  from: revision,
  to: revision,
  kind: differenceKindSchema.nullable().catch(null).default(null),
  view: z.enum(['diff', 'broken']).catch('diff').default('diff'),
});
export type ChangesSearch = z.output<typeof changesSearch>;
export const usualChanges = changesSearch.parse({});

export function changesOf(codebase: string, at: Partial<ChangesSearch> = {}): Place {
  const search = unusual(changesSearch.parse(at), usualChanges);
  return { to: '/codebases/$codebase/changes', params: { codebase }, search };
}

export const architectureSearch = z.object({ rule: text });

export function architectureOf(codebase: string, rule: string | null = null): Place {
  return { to: '/codebases/$codebase/architecture', params: { codebase }, search: { rule } };
}
