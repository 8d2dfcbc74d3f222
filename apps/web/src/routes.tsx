import {
  type SymbolKind,
  type SymbolOrigin,
  symbolKindSchema,
  symbolOriginSchema,
} from '@clew/contracts';
import { type AnchorHTMLAttributes, type MouseEvent, useMemo } from 'react';
import { navigate, usePathname, useSearch } from 'wouter/use-browser-location';

export const symbolTabs = ['impact', 'callers', 'callees', 'deletion'] as const;
export type SymbolTab = (typeof symbolTabs)[number];

export const activityLists = ['events', 'enforcements', 'executions'] as const;
export type ActivityList = (typeof activityLists)[number];

/** How many steps an impact question may follow, as the page offers them. */
export const impactDepths = [1, 2, 3, 5, 10, 50] as const;
export type ImpactDepth = (typeof impactDepths)[number];
const usualDepth: ImpactDepth = 5;

/**
 * Every place in the UI. The URL holds all of it, so a link, a reload and the back button always
 * show the same thing:
 *
 * - `/`                                                    choose a codebase
 * - `/codebases/{name}?job=`                               its overview, with a running index job
 * - `/codebases/{name}/symbols?q=&kind=&origin=&symbol=&tab=&depth=`
 * - `/{events|enforcements|executions}?id=&codebase=`      what happened; `codebase` only keeps the context
 */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'overview'; readonly codebase: string; readonly job: string | null }
  | {
      readonly page: 'symbols';
      readonly codebase: string;
      readonly q: string;
      readonly kind: SymbolKind | null;
      readonly origin: SymbolOrigin | null;
      readonly symbol: string | null;
      readonly tab: SymbolTab;
      readonly depth: ImpactDepth;
    }
  | {
      readonly page: 'activity';
      readonly list: ActivityList;
      readonly id: string | null;
      readonly codebase: string | null;
    }
  | { readonly page: 'unknown'; readonly path: string };

export const home: Route = { page: 'home' };

export function overview(codebase: string, job: string | null = null): Route {
  return { page: 'overview', codebase, job };
}

export type SymbolsRoute = Extract<Route, { page: 'symbols' }>;

export function symbols(
  codebase: string,
  at: Partial<Omit<SymbolsRoute, 'page' | 'codebase'>> = {},
): SymbolsRoute {
  return {
    page: 'symbols',
    codebase,
    q: at.q ?? '',
    kind: at.kind ?? null,
    origin: at.origin ?? null,
    symbol: at.symbol ?? null,
    tab: at.tab ?? 'impact',
    depth: at.depth ?? usualDepth,
  };
}

export type ActivityRoute = Extract<Route, { page: 'activity' }>;

export function activity(
  list: ActivityList,
  at: { readonly id?: string | null; readonly codebase?: string | null } = {},
): Route {
  return { page: 'activity', list, id: at.id ?? null, codebase: at.codebase ?? null };
}

/** The codebase that a place is about, if it is about one. */
export function codebaseOf(route: Route): string | null {
  switch (route.page) {
    case 'overview':
    case 'symbols':
    case 'activity':
      return route.codebase;
    case 'home':
    case 'unknown':
      return null;
  }
}

/** Reads a location; anything that is not a place becomes `unknown` and never throws. */
export function parseRoute(pathname: string, search: string): Route {
  const unknown: Route = { page: 'unknown', path: pathname };
  const segments = decodeSegments(pathname);
  if (segments === null) return unknown;
  const query = new URLSearchParams(search);
  const [first, name, last, ...rest] = segments;
  if (first === undefined) return home;
  if (first === 'codebases' && name !== undefined && rest.length === 0) {
    if (last === undefined) return overview(name, text(query, 'job'));
    if (last !== 'symbols') return unknown;
    return symbols(name, {
      q: query.get('q') ?? '',
      kind: oneOf(symbolKindSchema.options, query.get('kind')),
      origin: oneOf(symbolOriginSchema.options, query.get('origin')),
      symbol: text(query, 'symbol'),
      tab: oneOf(symbolTabs, query.get('tab')) ?? 'impact',
      depth: oneOf(impactDepths, Number(query.get('depth'))) ?? usualDepth,
    });
  }
  const list = oneOf(activityLists, first);
  if (list === null || name !== undefined) return unknown;
  return activity(list, { id: text(query, 'id'), codebase: text(query, 'codebase') });
}

/** The URL of a place; the inverse of `parseRoute`. */
export function hrefOf(route: Route): string {
  switch (route.page) {
    case 'home':
      return '/';
    case 'overview':
      return withQuery(`/codebases/${encodeURIComponent(route.codebase)}`, { job: route.job });
    case 'symbols':
      return withQuery(`/codebases/${encodeURIComponent(route.codebase)}/symbols`, {
        q: route.q === '' ? null : route.q,
        kind: route.kind,
        origin: route.origin,
        symbol: route.symbol,
        tab: route.tab === 'impact' ? null : route.tab,
        depth: route.depth === usualDepth ? null : String(route.depth),
      });
    case 'activity':
      return withQuery(`/${route.list}`, { id: route.id, codebase: route.codebase });
    case 'unknown':
      return route.path;
  }
}

/** The current place. Re-renders on every navigation, including back and forward. */
export function useRoute(): Route {
  const pathname = usePathname();
  const search = useSearch();
  return useMemo(() => parseRoute(pathname, search), [pathname, search]);
}

/** Moves to a place: as a new history entry, or (`replace`) in the stead of the current one. */
export function go(route: Route, options: { readonly replace?: boolean } = {}): void {
  navigate(hrefOf(route), { replace: options.replace ?? false });
}

interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  readonly to: Route;
}

/** An anchor to a place; new tab, download and middle click stay the browser's business. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (event.defaultPrevented || event.altKey || !plain) return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={hrefOf(to)} onClick={follow} />;
}

function decodeSegments(pathname: string): readonly string[] | null {
  try {
    return pathname
      .split('/')
      .filter((segment) => segment !== '')
      .map((segment) => decodeURIComponent(segment));
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

function text(query: URLSearchParams, key: string): string | null {
  const value = query.get(key);
  return value === null || value === '' ? null : value;
}

function oneOf<T>(choices: readonly T[], value: unknown): T | null {
  return choices.find((choice) => choice === value) ?? null;
}

/** Appends a query; `/`, `@` and `:` stay readable, as RFC 3986 allows inside a query. */
function withQuery(path: string, values: Readonly<Record<string, string | null>>): string {
  const pairs = Object.entries(values).flatMap(([key, value]) =>
    value === null ? [] : [`${key}=${readable(value)}`],
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

function readable(value: string): string {
  return encodeURIComponent(value)
    .replaceAll('%2F', '/')
    .replaceAll('%40', '@')
    .replaceAll('%3A', ':');
}
