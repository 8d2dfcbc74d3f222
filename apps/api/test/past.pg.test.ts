import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { relayGraph } from '@clew/automation';
import type { FactBatch } from '@clew/contracts';
import { routes, routeUrl } from '@clew/contracts/api';
import { applyFacts, deleteSymbol, type Graph, openCodebase } from '@clew/graph-store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { names, smallCodebase } from './fixture-facts.ts';
import { type ApiUnderTest, runApi } from './running-api.ts';
import { addCodebase } from './seeded-world.ts';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await runApi();
});
afterAll(() => api[Symbol.asyncDispose]());

function withGraph<T>(name: string, work: (graph: Graph) => T): T {
  const graph = openCodebase({ ctx: { home: api.home }, input: { name } });
  try {
    return work(graph);
  } finally {
    graph.close();
  }
}

async function relay(name: string): Promise<void> {
  const graph = openCodebase({ ctx: { home: api.home }, input: { name } });
  try {
    await relayGraph({
      ctx: { events: api.events, graph },
      input: { codebase: name, signal: new AbortController().signal },
    });
  } finally {
    graph.close();
  }
}

const first = smallCodebase();

/** `getCodebase` is renamed, and `openCodebase` calls nothing any more. */
function second(): FactBatch {
  const renamed = `${names.getCodebase}ByName`;
  return {
    ...first,
    commit: 'b'.repeat(40),
    files: first.files.map((file) => ({
      ...file,
      symbols: file.symbols.map((symbol) =>
        symbol.fqn === names.getCodebase
          ? { ...symbol, fqn: renamed, name: 'getCodebaseByName' }
          : symbol,
      ),
      edges: file.edges.flatMap((edge) => {
        if (edge.from === names.openCodebase) return [];
        return edge.from === names.getCodebase ? { ...edge, from: renamed } : edge;
      }),
    })),
  };
}

const index = (name: string, input: FactBatch) =>
  withGraph(name, (graph) => applyFacts({ ctx: { graph }, input }));

const callersAt = (name: string, at?: string) =>
  api.send(
    'GET',
    routeUrl(routes.getCallers, {
      params: { name, fqn: names.openGraph },
      query: at === undefined ? {} : { at },
    }),
  );

const callersOf = (answer: { readonly json: unknown }) =>
  (answer.json as { items: { symbol: { fqn: string } }[] }).items.map(({ symbol }) => symbol.fqn);

test('a question about a revision, a commit or a time is answered as of then, and says so', async () => {
  await addCodebase(api, 'travelled');
  index('travelled', second());
  const between = new Date().toISOString();
  await relay('travelled');
  withGraph('travelled', (graph) =>
    deleteSymbol({ ctx: { graph }, input: { fqn: names.openGraph, mode: 'hard' } }),
  );
  expect((await callersAt('travelled')).status).toBe(404);

  const [one, two] = [await callersAt('travelled', '1'), await callersAt('travelled', 'bbbbbbb')];
  expect([callersOf(one), callersOf(two)]).toEqual([[names.openCodebase], []]);
  expect(one.headers.get('clew-revision')).toBe('1');
  expect(one.headers.get('clew-commit')).toBe(first.commit);
  expect(two.headers.get('clew-revision')).toBe('2');
  expect((one.json as { completeness: object }).completeness).toMatchObject({
    revision: 1,
    commit: first.commit,
  });
  expect(callersOf(await callersAt('travelled', between))).toEqual([]);
  await relay('travelled');
  expect(callersOf(await callersAt('travelled', between))).toEqual([]);

  const then = await api.send(
    'GET',
    routeUrl(routes.getSymbol, {
      params: { name: 'travelled', fqn: names.getCodebase },
      query: { at: '1' },
    }),
  );
  expect(then.json).toMatchObject({ fqn: names.getCodebase, name: 'getCodebase', start_line: 11 });
});

test('runs and the story of a symbol end at the moment that is asked about', async () => {
  await addCodebase(api, 'told');
  index('told', second());
  index('told', { ...first, commit: 'c'.repeat(40) });
  const params = { name: 'told', fqn: names.openCodebase };
  const story = async (at?: string) => {
    const query = at === undefined ? {} : { at };
    const told = await api.send('GET', routeUrl(routes.listSymbolHistory, { params, query }));
    return (told.json as { items: { revision: number; operation: string }[] }).items;
  };
  const runs = async (at?: string) => {
    const query = at === undefined ? {} : { at };
    const listed = await api.send('GET', routeUrl(routes.listRevisions, { params, query }));
    return (listed.json as { items: { id: number }[] }).items.map(({ id }) => id);
  };
  expect([await runs(), await runs('2'), await runs('1')]).toEqual([[3, 2, 1], [2, 1], [1]]);
  const all = await story();
  expect(await story('2')).toEqual(all.filter(({ revision }) => revision === 2));
  expect((await story('2')).map(({ operation }) => operation)).toEqual(['DELETE']);
  expect(await story('1')).toEqual([]);
  await relay('told');
  expect(await story('2')).toEqual(all.filter(({ revision }) => revision === 2));
});

test('what was moved to the history, pruned and dropped is gone, with the oldest moment named', async () => {
  await addCodebase(api, 'dropped');
  index('dropped', second());
  index('dropped', first);
  await relay('dropped');
  expect((await callersAt('dropped', '1')).status).toBe(200);
  await api.events.sql`delete from graph_history where codebase = 'dropped' and revision <= 2`;
  // What was made of it is still there; without that, nothing leads back.
  expect((await callersAt('dropped', '1')).status).toBe(200);
  await api.send('DELETE', routeUrl(routes.deleteCodebase, { params: { name: 'dropped' } }));
  expect(existsSync(join(api.home, 'cache', 'graphs', 'dropped'))).toBe(false);

  await addCodebase(api, 'dropped');
  index('dropped', second());
  index('dropped', first);
  await relay('dropped');
  await api.events.sql`delete from graph_history where codebase = 'dropped' and revision <= 2`;
  const gone = await callersAt('dropped', '1');
  expect(gone.status).toBe(410);
  expect(gone.json).toMatchObject({
    code: 'gone',
    detail: expect.stringMatching(/The oldest that can be shown is revision 2, of 20/),
  });
  expect((await callersAt('dropped', '2')).status).toBe(200);
  const left = readdirSync(join(api.home, 'cache', 'graphs', 'dropped'), { recursive: true });
  expect(left.filter((path) => String(path).includes('draft'))).toEqual([]);
});

test('many who ask for one moment at once get it, and it is made once', async () => {
  await addCodebase(api, 'crowded');
  index('crowded', second());
  const answers = await Promise.all(Array.from({ length: 8 }, () => callersAt('crowded', '1')));
  expect(answers.map(callersOf)).toEqual(answers.map(() => [names.openCodebase]));
  const kept = readdirSync(join(api.home, 'cache', 'graphs', 'crowded'), { recursive: true });
  expect(kept.filter((path) => String(path).endsWith('.db'))).toHaveLength(1);
});
