import { symbolKindSchema, symbolOriginSchema } from '@clew/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  activity,
  activityLists,
  hrefOf,
  impactDepths,
  overview,
  parseRoute,
  type Route,
  symbols,
  symbolTabs,
} from './routes.tsx';

function reread(route: Route): Route {
  const url = new URL(hrefOf(route), 'http://clew.test');
  return parseRoute(url.pathname, url.search);
}

const codebase = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,20}$/);
const optional = fc.option(fc.string({ unit: 'grapheme', minLength: 1 }), { nil: null });

const anyRoute = fc.oneof(
  fc.constant<Route>({ page: 'home' }),
  fc.tuple(codebase, optional).map(([name, job]) => overview(name, job)),
  fc
    .record({
      name: codebase,
      q: optional.map((value) => value ?? ''),
      kind: fc.constantFrom(null, ...symbolKindSchema.options),
      origin: fc.constantFrom(null, ...symbolOriginSchema.options),
      symbol: optional,
      tab: fc.constantFrom(...symbolTabs),
      depth: fc.constantFrom(...impactDepths),
    })
    .map(({ name, ...at }): Route => symbols(name, at)),
  fc
    .record({ list: fc.constantFrom(...activityLists), id: optional, codebase: optional })
    .map(({ list, ...at }) => activity(list, at)),
);

test('every place survives the way through its URL', () => {
  fc.assert(
    fc.property(anyRoute, (route) => {
      expect(reread(route)).toEqual(route);
    }),
  );
});

test('a fully qualified name stays readable in the URL', () => {
  const route = symbols('clew', {
    symbol: '@clew/graph-store/src/open-graph.ts#openGraph',
    tab: 'callers',
  });
  expect(hrefOf(route)).toBe(
    '/codebases/clew/symbols?symbol=@clew/graph-store/src/open-graph.ts%23openGraph&tab=callers',
  );
});

test.each([
  ['/nowhere', ''],
  ['/codebases', ''],
  ['/codebases/clew/symbols/deeper', ''],
  ['/codebases/clew/edges', ''],
  ['/events/17', ''],
  ['/codebases/%E0%A4%A', ''],
])('%s is not a place', (pathname, search) => {
  expect(parseRoute(pathname, search)).toEqual({ page: 'unknown', path: pathname });
});

test('a value that is not on offer falls back to the usual one', () => {
  const search = '?symbol=a&tab=history&kind=gadget&origin=moon&depth=7';
  expect(parseRoute('/codebases/clew/symbols', search)).toEqual(symbols('clew', { symbol: 'a' }));
});
