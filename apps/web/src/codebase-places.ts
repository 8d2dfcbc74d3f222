import { differenceKindSchema, graphDirectionSchema, relationSchema } from '@clew/contracts';
import { z } from 'zod';
import { impactDepths, type Place, unusual } from './places.ts';

const text = z.string().min(1).nullable().catch(null).default(null);

export const graphViews = ['drawing', 'list'] as const;
export const graphDepths = [1, 2, 3] as const;
/** How many symbols an answer may have; the nearest ones come first. */
export const graphLimits = [600, 2000, 5000] as const;
/** Between names in a search value; no name of a symbol has one. */
const nameBreak = '\n';

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
  limit: z.coerce.number().pipe(z.literal(graphLimits)).catch(600).default(600),
  /** Names of the symbols whose neighbours were added, one a line, each once. */
  expanded: text,
  /** What is selected; the way to it stands out. */
  to: text,
  /** Where that way begins; at the symbol itself when it is null. */
  from: text,
  view: z.enum(graphViews).catch('drawing').default('drawing'),
});
export type GraphSearch = z.output<typeof graphSearch>;
export const usualGraph = graphSearch.parse({});

export function graphOf(codebase: string, at: Partial<GraphSearch> = {}): Place {
  const search = unusual(graphSearch.parse(at), usualGraph);
  return { to: '/codebases/$codebase/graph', params: { codebase }, search };
}

/** The symbols that were expanded, in that order. */
export function expandedIn({ expanded }: Pick<GraphSearch, 'expanded'>): readonly string[] {
  const names = (expanded ?? '').split(nameBreak).filter((name) => name !== '');
  return [...new Set(names)];
}

/** The same graph with one more expanded. */
export function withExpanded<Search extends GraphSearch>(search: Search, fqn: string): Search {
  const expanded = [...new Set([...expandedIn(search), fqn])].join(nameBreak);
  return { ...search, expanded };
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

export const changesViews = ['diff', 'broken', 'deleted'] as const;

export const changesSearch = z.object({
  /** Revisions; the two latest when they are not given. */
  from: revision,
  to: revision,
  kind: differenceKindSchema.nullable().catch(null).default(null),
  view: z.enum(changesViews).catch('diff').default('diff'),
  /** Only deleted symbols whose name contains this. */
  q: z.string().catch('').default(''),
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

export const knowledgeViews = ['terms', 'constraints', 'summaries'] as const;

export const knowledgeSearch = z.object({
  view: z.enum(knowledgeViews).catch('terms').default('terms'),
  q: z.string().catch('').default(''),
  /** Only what was written about a source that has changed since, or only the rest. */
  stale: z.enum(['yes', 'no']).nullable().catch(null).default(null),
});
export type KnowledgeSearch = z.output<typeof knowledgeSearch>;
export const usualKnowledge = knowledgeSearch.parse({});

export function knowledgeOf(codebase: string, at: Partial<KnowledgeSearch> = {}): Place {
  const search = unusual(knowledgeSearch.parse(at), usualKnowledge);
  return { to: '/codebases/$codebase/knowledge', params: { codebase }, search };
}
