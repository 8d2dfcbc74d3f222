import { symbolKindSchema, symbolOriginSchema } from '@clew/contracts';
import { createMemoryHistory } from '@tanstack/react-router';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  enforcement,
  enforcements,
  event,
  events,
  execution,
  executions,
} from './pipeline-places.ts';
import {
  codebases,
  home,
  hrefOf,
  impactDepths,
  newCodebase,
  overview,
  type Place,
  symbols,
  symbolTabs,
  usualSymbols,
} from './places.ts';
import { createPageRouter } from './router.tsx';

/** Which page a URL is, as the router of the page reads it; null when it is none. */
function read(href: string) {
  const history = createMemoryHistory({ initialEntries: [href] });
  const router = createPageRouter({ history });
  const { pathname } = router.latestLocation;
  const last = router.matchRoutes(router.latestLocation).at(-1);
  if (last === undefined || bare(last.pathname) !== bare(pathname)) return null;
  return { to: bare(last.fullPath), params: last.params, search: last.search };
}

function bare(path: string): string {
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

function given(place: Place) {
  const entries = Object.entries(place.search).filter(([, value]) => value !== undefined);
  return { ...place, search: Object.fromEntries(entries) };
}

const codebase = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,20}$/);
const optional = fc.option(fc.string({ unit: 'grapheme', minLength: 1 }), { nil: null });

const optionalText = fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), {
  nil: null,
});
const ref = fc.constantFrom('graph.indexed', 'ci.build_finished', null);

const anyPlace = fc.oneof(
  fc.constantFrom(home, { ...codebases, search: { add: null } }, newCodebase),
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
    .map(({ name, ...at }) => symbols(name, at)),
  fc.record({ trigger: ref, text: optionalText }).map((search) => events(search)),
  fc.tuple(fc.nat(), ref).map(([id, rule]) => event(id, rule)),
  fc.constantFrom('created', 'disabled', null).map((status) => enforcements({ status })),
  fc.record({ action: ref, rule: ref, worker: codebase }).map((search) => executions(search)),
  fc.nat().chain((id) => fc.constantFrom(enforcement(id), execution(id))),
);

test('every place survives the way through its URL', () => {
  fc.assert(
    fc.property(anyPlace, (place) => {
      expect(read(hrefOf(place))).toMatchObject(given(place));
    }),
  );
});

test('a fully qualified name stays readable in the URL', () => {
  const place = symbols('clew', {
    symbol: '@clew/graph-store/src/open-graph.ts#openGraph',
    tab: 'callers',
  });
  expect(hrefOf(place)).toBe(
    '/codebases/clew/symbols?symbol=@clew/graph-store/src/open-graph.ts%23openGraph&tab=callers',
  );
});

test.each(['/nowhere', '/codebases/clew/symbols/deeper', '/codebases/clew/edges'])(
  '%s is not a place',
  (href) => {
    expect(read(href)).toBeNull();
  },
);

test('a value that is not on offer falls back to the usual one', () => {
  const search = '?symbol=a&tab=gossip&kind=gadget&origin=moon&depth=7';
  expect(read(`/codebases/clew/symbols${search}`)?.search).toMatchObject({
    ...usualSymbols,
    symbol: 'a',
  });
});

test('a number that names something stays text', () => {
  expect(read('/events/279172874240001')?.params).toMatchObject({ id: '279172874240001' });
});
