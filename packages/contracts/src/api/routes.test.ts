import { expect, test } from 'vitest';
import { type RouteSpec, routeUrl } from './index.ts';
import { problemStatus } from './problem-status.ts';
import { routes } from './routes.ts';

const table: readonly (readonly [string, RouteSpec])[] = Object.entries(routes);

test('no two routes share a method and a path', () => {
  const addresses = table.map(([, route]) => `${route.method} ${route.path}`);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test.each(table)('%s: its path names exactly its parameters', (_, route) => {
  const named = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  expect(named.sort()).toEqual(Object.keys(route.params?.shape ?? {}).sort());
});

test.each(table)('%s: its examples are valid', (_, route) => {
  if (route.body !== undefined)
    expect(route.body.schema.safeParse(route.body.example).error).toBe(undefined);
  for (const answer of Object.values(route.answers)) {
    expect(answer.schema.safeParse(answer.example).error).toBe(undefined);
  }
});

test('what changes data needs more than the scope "read"; questions with a body do not, and a session is one\'s own', () => {
  const changes = table.filter(([, { method }]) => method !== 'get');
  expect(changes.filter(([, { scope }]) => scope === 'read').map(([name]) => name)).toEqual([
    'getChangeImpact',
    'getAffectedTestsOfPatch',
    'queryGraph',
    'callMcp',
    'createSession',
    'deleteSession',
  ]);
});

test('without a token nothing is told but how the server is and what it can do', () => {
  const open = table.filter((entry) => entry[1].open);
  expect(open.map(([name]) => name).sort()).toEqual([
    'callWebhook',
    'createSession',
    'getHealth',
    'getOpenApi',
    'getReadiness',
  ]);
});

test('a problem is never a success', () => {
  for (const status of Object.values(problemStatus)) expect(status).toBeGreaterThanOrEqual(400);
});

test('an address encodes each path value as one segment and leaves out undefined queries', () => {
  expect(
    routeUrl(routes.getImpact, {
      params: { name: 'clew', fqn: '@clew/graph-store/src/open-graph.ts#openGraph' },
      query: { depth: 3, limit: undefined },
    }),
  ).toBe(
    '/api/v1/codebases/clew/symbols/%40clew%2Fgraph-store%2Fsrc%2Fopen-graph.ts%23openGraph/impact?depth=3',
  );
  expect(routeUrl(routes.getHealth, {})).toBe('/health');
});
