import { type RouteName, type RouteSpec, routes } from '@clew/contracts/api';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { names } from './fixture-facts.ts';
import { type ApiUnderTest, runApi, type SendOptions } from './running-api.ts';
import { seedWorld } from './seeded-world.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await runApi();
  await seedWorld(api);
});

afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

interface Shot {
  readonly method: string;
  readonly path: string;
  readonly options: SendOptions;
}

/** Text that has broken servers before, and any other text. */
const odd = fc.oneof(
  fc.constantFrom(
    ...['%00', '%', '%25', '%2e%2e', '%ff', "'; drop table event; --", '%25_%', '*', '"', '\\'],
    ...['../../etc/passwd', '__proto__', 'constructor', '-0', '1e308', 'NaN', 'true', '[]', '{}'],
    ...['9007199254740993', '0'.repeat(300), 'x'.repeat(5000), 'İ', '\u202e', '😀', '\u0000'],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !/\p{Surrogate}/u.test(text)),
);

/** Values that exist, so that the odd ones get behind the first check. */
const known = fc.constantFrom('clew', names.openGraph, names.database, 'execution', 'local-1', '1');

const segment = fc
  .oneof(odd, known)
  .map((text) => encodeURIComponent(text))
  .filter((text) => !/^(\.{1,2})?$/.test(text));

function addressOf(route: RouteSpec): fc.Arbitrary<string> {
  const keys = fc.oneof(
    fc.constantFrom('limit', 'cursor', ...Object.keys(route.query?.shape ?? {})),
    odd,
  );
  const query = fc
    .array(fc.tuple(keys, fc.oneof(odd, known)), { maxLength: 3 })
    .map((pairs) => new URLSearchParams(pairs).toString());
  const path = fc
    .tuple(...[...route.path.matchAll(/\{\w+\}/g)].map(() => segment))
    .map((segments) => segments.reduce((at, one) => at.replace(/\{\w+\}/, () => one), route.path));
  return fc.tuple(path, query).map((parts) => parts.join('?'));
}

/** Any JSON, or the example of the route with some of its values replaced. */
function bodyOf(route: RouteSpec): fc.Arbitrary<unknown> {
  const example = route.body?.example;
  if (typeof example !== 'object' || example === null) return fc.jsonValue();
  const changed = fc
    .dictionary(fc.constantFrom(...Object.keys(example)), fc.oneof(odd, fc.jsonValue()))
    .map((changes) => ({ ...example, ...changes }));
  return fc.oneof(changed, fc.array(changed, { maxLength: 3 }), fc.jsonValue());
}

function optionsOf(route: RouteSpec): fc.Arbitrary<SendOptions> {
  if (route.method === 'get') return fc.constant({});
  return fc.oneof(
    bodyOf(route).map((json) => ({ json })),
    odd.map((body) => ({ body, headers: { 'content-type': 'application/json' } })),
    fc.constant({}),
  );
}

/** All routes but those whose answer never ends. */
const shotAt = (Object.keys(routes) as RouteName[]).filter((name) => {
  const { answers }: RouteSpec = routes[name];
  return answers[200]?.mediaType !== 'text/event-stream';
});

const shot: fc.Arbitrary<Shot> = fc.constantFrom(...shotAt).chain((name) => {
  const route: RouteSpec = routes[name];
  const method = route.method.toUpperCase();
  return fc.record({
    method: fc.constant(method),
    path: addressOf(route),
    options: optionsOf(route),
  });
});

test('no request makes the server fail', async () => {
  await fc.assert(
    fc.asyncProperty(shot, async ({ method, path, options }) => {
      const answer = await api.send(method, path, options);
      expect(answer.status, answer.text).toBeLessThan(500);
      if (answer.status >= 400) expect(answer.type).toBe('application/problem+json');
    }),
    { numRuns: 1000 },
  );
});

test('and it is as well as before', async () => {
  expect((await api.send('GET', '/ready')).status).toBe(200);
  expect(api.log.filter((line) => line.includes('"level":50'))).toEqual([]);
});
