import { relationSchema, symbolKindSchema, symbolOriginSchema } from '@clew/contracts';
import { z } from 'zod';
import { type SearchText, searchText } from './search-text.ts';

export const symbolTabs = [
  'impact',
  'callers',
  'callees',
  'source',
  'knowledge',
  'history',
  'deletion',
] as const;
export type SymbolTab = (typeof symbolTabs)[number];

/** How many steps an impact question may follow, as the page offers them. */
export const impactDepths = [1, 2, 3, 5, 10, 50] as const;
export type ImpactDepth = (typeof impactDepths)[number];

/*
 * What a URL may say after its `?`. A value that is not on offer counts as not given, so no URL is
 * refused; what is as usual is left out of URLs (`usual…`).
 */
const text = z.string().min(1).nullable().catch(null).default(null);
const words = z.string().catch('').default('');

/** On every page of a codebase: the moment at which the graph is looked at; null for now. */
export const momentSearch = z.object({ at: text });
export type MomentSearch = z.output<typeof momentSearch>;

export const codebasesSearch = z.object({
  /** Whether the form of a new one is open. */
  add: z.enum(['yes']).nullable().catch(null).default(null),
});

export const overviewSearch = z.object({ job: text });

export const symbolsSearch = z.object({
  q: words,
  kind: symbolKindSchema.nullable().catch(null).default(null),
  origin: symbolOriginSchema.nullable().catch(null).default(null),
  symbol: text,
  tab: z.enum(symbolTabs).catch('impact').default('impact'),
  /** Which neighbours are listed; those by calls and instantiations when there is none. */
  relation: relationSchema.nullable().catch(null).default(null),
  depth: z.coerce.number().pipe(z.literal(impactDepths)).catch(5).default(5),
});
export type SymbolsSearch = z.output<typeof symbolsSearch>;
export const usualSymbols = symbolsSearch.parse({});

/** On every page about what happened: the codebase that the reader came from. */
export const contextSearch = z.object({ codebase: text });

/**
 * A place in the page: a path of the route tree, what fills its parameters, and its search values.
 * The URL holds all state, so a link, a reload and the back button always show the same thing.
 */
export interface Place {
  readonly to: string;
  readonly params: Readonly<Record<string, string>>;
  readonly search: Readonly<Record<string, SearchText>>;
}

export const home: Place = { to: '/', params: {}, search: {} };

/** All codebases. */
export const codebases: Place = { to: '/codebases', params: {}, search: {} };

export const newCodebase: Place = { ...codebases, search: { add: 'yes' } };

export function overview(codebase: string, job: string | null = null): Place {
  return { to: '/codebases/$codebase', params: { codebase }, search: { job } };
}

/** The symbols of a codebase as one URL shows them. */
export interface SymbolsView extends SymbolsSearch {
  readonly codebase: string;
}

export function symbols(codebase: string, at: Partial<SymbolsSearch> = {}): Place {
  const search = unusual(symbolsSearch.parse(at), usualSymbols);
  return { to: '/codebases/$codebase/symbols', params: { codebase }, search };
}

/** The URL of a place. */
export function hrefOf({ to, params, search }: Place): string {
  const path = to.replaceAll(/\$(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  return `${path}${searchText(search)}`;
}

/** The values that are not as usual. */
export function unusual<T extends Readonly<Record<string, SearchText>>>(
  values: T,
  usual: T,
): Readonly<Record<string, SearchText>> {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => value !== usual[key]));
}
