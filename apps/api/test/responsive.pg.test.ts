import { impactSchema } from '@clew/contracts';
import { routes, routeUrl } from '@clew/contracts/api';
import { applyFacts, openCodebase } from '@clew/graph-store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wideCodebase } from './fixture-facts.ts';
import { type ApiUnderTest, runApi } from './running-api.ts';
import { addCodebase } from './seeded-world.ts';

let api: ApiUnderTest;
const layers = 40;
const width = 60;
const facts = wideCodebase({ layers, width });

beforeAll(async () => {
  api = await runApi();
  await addCodebase(api, 'wide');
  const graph = openCodebase({ ctx: { home: api.home }, input: { name: 'wide' } });
  applyFacts({ ctx: { graph }, input: facts });
  graph.close();
});

afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

test('health answers while a heavy impact question runs', async () => {
  const impactUrl = routeUrl(routes.getImpact, {
    params: { name: 'wide', fqn: facts.last },
    query: { depth: 50, limit: 5000 },
  });
  const finished: string[] = [];
  const impact = api.send('GET', impactUrl).then((answer) => {
    finished.push('impact');
    return answer;
  });
  const health = Array.from({ length: 5 }, async () => {
    expect((await api.send('GET', '/health')).status).toBe(200);
    finished.push('health');
  });
  const [answer] = await Promise.all([impact, ...health]);
  expect(finished.at(-1)).toBe('impact');
  const reached = impactSchema.parse(answer.json);
  expect(reached).toMatchObject({ total: (layers - 1) * width, truncated: false });
  expect(new Set(reached.items.map(({ symbol }) => symbol.fqn)).size).toBe(reached.total);
});
