import { relayGraph } from '@clew/automation';
import type { FactBatch, GraphDiff, Page, SymbolHistoryEntry } from '@clew/contracts';
import { routes, routeUrl } from '@clew/contracts/api';
import { applyFacts, type Graph, openCodebase } from '@clew/graph-store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { names, smallCodebase } from './fixture-facts.ts';
import { type ApiUnderTest, runApi } from './running-api.ts';
import { addCodebase } from './seeded-world.ts';

let api: ApiUnderTest;
const name = 'storied';
const renamed = `${names.getCodebase}ByName`;

function withGraph<T>(work: (graph: Graph) => T): T {
  const graph = openCodebase({ ctx: { home: api.home }, input: { name } });
  try {
    return work(graph);
  } finally {
    graph.close();
  }
}

const index = (input: FactBatch) => withGraph((graph) => applyFacts({ ctx: { graph }, input }));

async function relay(): Promise<void> {
  const graph = openCodebase({ ctx: { home: api.home }, input: { name } });
  try {
    const { signal } = new AbortController();
    await relayGraph({
      ctx: { events: api.events, graph },
      input: { codebase: name, signal },
    });
  } finally {
    graph.close();
  }
}

/** The small codebase with other edges, and with `getCodebase` under another name. */
function version(
  commit: string,
  change: (batch: FactBatch) => Pick<FactBatch, 'files'>,
): FactBatch {
  const batch = smallCodebase();
  return { ...batch, ...change(batch), commit: commit.repeat(40) };
}

const directCall = (batch: FactBatch, from: string): FactBatch => ({
  ...batch,
  files: batch.files.map((file) =>
    file.symbols.some(({ fqn }) => fqn === from)
      ? {
          ...file,
          edges: [
            ...file.edges,
            {
              from,
              to: names.openGraph,
              relation: 'calls',
              line: 15,
              resolution: 'exact',
              metadata: null,
            },
          ],
        }
      : file,
  ),
});

const underNewName = (batch: FactBatch): FactBatch => ({
  ...batch,
  files: batch.files.map((file) => ({
    ...file,
    symbols: file.symbols.map((symbol) =>
      symbol.fqn === names.getCodebase
        ? {
            ...symbol,
            fqn: renamed,
            name: 'getCodebaseByName',
            body_hash: `body:${names.getCodebase}`,
          }
        : symbol,
    ),
    edges: file.edges.map((edge) =>
      edge.from === names.getCodebase ? { ...edge, from: renamed } : edge,
    ),
  })),
});

beforeAll(async () => {
  api = await runApi();
  await addCodebase(api, name);
  index(version('b', (batch) => directCall(batch, names.getCodebase)));
  await relay();
  index(version('c', (batch) => underNewName(directCall(batch, names.getCodebase))));
  await relay();
  index(version('d', underNewName));
});
afterAll(() => api[Symbol.asyncDispose]());

async function historyOf(fqn: string, limit: number): Promise<readonly SymbolHistoryEntry[]> {
  const items: SymbolHistoryEntry[] = [];
  let cursor: string | undefined;
  do {
    const answer = await api.send(
      'GET',
      routeUrl(routes.listSymbolHistory, {
        params: { name, fqn },
        query: { limit, ...(cursor === undefined ? {} : { cursor }) },
      }),
    );
    expect(answer.status).toBe(200);
    const page = answer.json as Page<SymbolHistoryEntry>;
    items.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

test.each([1, 2, 50])(
  'the history of a symbol follows its renames and names revision and commit, %d at a time',
  async (limit) => {
    const told = await historyOf(renamed, limit);
    expect(
      told.map(({ operation, entity, fqn, revision, commit, changed_fields }) => [
        operation,
        entity,
        fqn,
        revision,
        commit?.[0],
        changed_fields,
      ]),
    ).toEqual([
      ['DELETE', 'edge', renamed, 4, 'd', []],
      ['UPDATE', 'symbol', renamed, 3, 'c', ['fqn', 'name']],
      ['INSERT', 'edge', names.getCodebase, 2, 'b', []],
    ]);
    expect(told.at(-1)?.new_values).toMatchObject({ to: names.openGraph, relation: 'calls' });
    expect(await historyOf(names.getCodebase, limit)).toEqual(told);
  },
);

test.each(['getSymbol', 'getCallers', 'getImpact'] as const)(
  '%s by a name from before a rename tells the new one, and answers as of then',
  async (route) => {
    const ask = (query: { at?: string }) =>
      api.send('GET', routeUrl(routes[route], { params: { name, fqn: names.getCodebase }, query }));
    const now = await ask({});
    expect(now.status).toBe(404);
    expect(now.json).toMatchObject({
      detail: expect.stringContaining(`was renamed to "${renamed}"`),
      suggestions: expect.arrayContaining([renamed]),
    });
    expect((await ask({ at: '2' })).status).toBe(200);
  },
);

test('two revisions are compared net of what came and went, and renames are told as such', async () => {
  const diff = async (query: { from: string; to?: string }) => {
    const answer = await api.send(
      'GET',
      routeUrl(routes.diffRevisions, { params: { name }, query }),
    );
    expect(answer.status).toBe(200);
    return answer.json as GraphDiff;
  };
  expect(await diff({ from: '1', to: 'bbbb' })).toMatchObject({
    from: { revision: 1 },
    to: { revision: 2, commit: 'b'.repeat(40) },
    edges: [{ relation: 'calls', added: 1, removed: 0 }],
    items: [{ kind: 'edge_added', from: { fqn: names.getCodebase }, to: { fqn: names.openGraph } }],
  });
  const { items, totals } = await diff({ from: '1' });
  expect(items).toMatchObject([
    { kind: 'symbol_renamed', old_fqn: names.getCodebase, symbol: { fqn: renamed } },
  ]);
  expect(totals).toMatchObject({ symbol_renamed: 1, edge_added: 0, edge_removed: 0 });
});
