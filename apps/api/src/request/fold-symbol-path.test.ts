import { routes, routeUrl } from '@clew/contracts/api';
import * as fc from 'fast-check';
import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import { expect, test } from 'vitest';
import { foldSymbolPath } from './fold-symbol-path.ts';

const fqn = '@clew/graph-store/src/open-graph.ts#openGraph';

/** Answers the name that a route of a symbol received. */
const app = new Hono({ getPath: (request) => foldSymbolPath(getPath(request)) });
app.get('/api/v1/codebases/:name/symbols/:fqn', (c) => c.json(c.req.param('fqn')));
app.get('/api/v1/codebases/:name/symbols/:fqn/impact', (c) => c.json(c.req.param('fqn')));

async function received(path: string): Promise<unknown> {
  return (await app.request(path)).json();
}

test('a name sent as one encoded segment arrives as it is', async () => {
  expect(await received(routeUrl(routes.getSymbol, { params: { name: 'clew', fqn } }))).toBe(fqn);
  expect(await received(routeUrl(routes.getImpact, { params: { name: 'clew', fqn } }))).toBe(fqn);
});

test('a name sent with its slashes arrives too', async () => {
  const loose = fqn.replace('#', '%23');
  expect(await received(`/api/v1/codebases/clew/symbols/${loose}`)).toBe(fqn);
  expect(await received(`/api/v1/codebases/clew/symbols/${loose}/impact?depth=2`)).toBe(fqn);
});

test('an encoded name may end like a route', async () => {
  const odd = 'app/src/impact';
  expect(await received(routeUrl(routes.getSymbol, { params: { name: 'clew', fqn: odd } }))).toBe(
    odd,
  );
});

test('other paths are left alone', () => {
  for (const path of [
    '/',
    '/health',
    '/api/v1/codebases/clew/files/a/b',
    '/api/v1/events/1/history',
  ]) {
    expect(foldSymbolPath(path)).toBe(path);
  }
});

test('every name survives the way through an address', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
        .filter((name) => !/\p{Surrogate}/u.test(name) && !/^\.{1,2}$/.test(name)),
      async (name) => {
        const address = { params: { name: 'clew', fqn: name } };
        expect(await received(routeUrl(routes.getSymbol, address))).toBe(name);
        expect(await received(routeUrl(routes.getImpact, address))).toBe(name);
      },
    ),
  );
});
