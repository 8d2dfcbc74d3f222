import { type RouteName, routes } from '@clew/contracts/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkerOf, documentedStatuses } from './documented.ts';
import { routeCases } from './route-cases.ts';
import { type ApiUnderTest, runApi } from './running-api.ts';
import { seedWorld, type World } from './seeded-world.ts';

const routeNames = Object.keys(routes) as RouteName[];

let api: ApiUnderTest;
let world: World;
let documented: ReturnType<typeof checkerOf>;

beforeAll(async () => {
  api = await runApi();
  world = await seedWorld(api);
  documented = checkerOf((await api.send('GET', '/openapi.json')).json);
});

afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

test('the document describes exactly the routes of the contracts', () => {
  expect([...documented.operations].sort()).toEqual([...routeNames].sort());
});

describe.each(routeNames)('%s', (name) => {
  const cases = routeCases[name];

  test('is called for each status that it documents', () => {
    expect([...new Set(cases.map(({ status }) => status))].sort()).toEqual(
      documentedStatuses(routes[name]),
    );
  });

  test.each(cases)('answers $status when $when', async ({ status, call }) => {
    const answer = await call(world);
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status });
    expect(documented.problemsOf(name, answer)).toEqual([]);
    if (status >= 400) expect(answer.type).toBe('application/problem+json');
  });
});

test('nothing of this failed inside the server', () => {
  const unavailable = /"route":"\/ready"|"code":"(?:server_unreachable|git_missing)"/;
  const failed = api.log.filter((line) => line.includes('"level":50') && !unavailable.test(line));
  expect(failed).toEqual([]);
});
