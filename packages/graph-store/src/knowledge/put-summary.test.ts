import type { SymbolFact } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, emptyGraph, file, symbol } from '../../test/facts.ts';
import { GraphError } from '../graph-error.ts';
import type { Graph } from '../open-graph.ts';
import { searchSymbols } from '../symbols/search-symbols.ts';
import { deleteSummary } from './delete-summary.ts';
import { getKnowledge } from './get-knowledge.ts';
import { listSummaries } from './list-summaries.ts';
import { putSummary } from './put-summary.ts';

const fqn = 'app/cart.ts#total';

function index(graph: Graph, body: string, values: Partial<SymbolFact> = {}): void {
  apply(
    graph,
    batch([file('cart.ts', [symbol(fqn, { body_hash: body, shape_hash: 'shape', ...values })])]),
  );
}

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

const known = (graph: Graph) => getKnowledge({ ctx: { graph }, input: { fqn } });
const first = {
  fqn,
  summary: 'Adds up what the customer pays.',
  source_hash: 'b1',
  version: null,
} as const;

test('a summary is written from the source that was read, and found by its words at once', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  index(graph, 'b1');
  expect(known(graph)).toMatchObject({ source_hash: 'b1', level: 'function', summaries: [] });
  const written = putSummary({ ctx: { graph }, input: first });
  expect(written).toMatchObject({
    target: { fqn, kind: 'function' },
    level: 'function',
    summary: 'Adds up what the customer pays.',
    source_hash: 'b1',
    is_stale: false,
  });
  const { target: _, ...own } = written;
  expect(known(graph).summaries).toEqual([own]);
  const found = searchSymbols({ ctx: { graph }, input: { q: 'customer pays' } });
  expect(found.items.map((each) => each.fqn)).toEqual([fqn]);
  graph.close();
});

test('a late writer overwrites nothing: neither a newer source nor a newer text', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  index(graph, 'b1');
  index(graph, 'b2');
  const late = thrown(() => putSummary({ ctx: { graph }, input: first }));
  expect(late).toBeInstanceOf(GraphError);
  expect(late).toMatchObject({
    code: 'source_changed',
    problem: 'conflict',
    current: { source_hash: 'b2', version: null },
  });
  expect(known(graph).summaries).toEqual([]);

  const { version } = putSummary({ ctx: { graph }, input: { ...first, source_hash: 'b2' } });
  const second = { ...first, source_hash: 'b2', summary: 'Another text.' };
  // Somebody who saw no summary, and somebody who saw an older one.
  for (const outdated of [null, 'older']) {
    expect(
      thrown(() => putSummary({ ctx: { graph }, input: { ...second, version: outdated } })),
    ).toMatchObject({ code: 'knowledge_changed', current: { source_hash: 'b2', version } });
  }
  expect(known(graph).summaries.map(({ summary }) => summary)).toEqual([first.summary]);
  const replaced = putSummary({ ctx: { graph }, input: { ...second, version } });
  expect(replaced.version).not.toBe(version);
  expect(known(graph).summaries.map(({ summary }) => summary)).toEqual(['Another text.']);

  const remove = (read: string) =>
    thrown(() => deleteSummary({ ctx: { graph }, input: { fqn, version: read } }));
  expect(remove(version)).toMatchObject({ code: 'knowledge_changed' });
  expect(remove(replaced.version)).toBeUndefined();
  expect(remove(replaced.version)).toMatchObject({ code: 'knowledge_not_found' });
  expect(known(graph).summaries).toEqual([]);
  graph.close();
});

test('writing the same again changes nothing; each level has a text of its own', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  index(graph, 'b1');
  index(graph, 'b1');
  const { version } = putSummary({ ctx: { graph }, input: first });
  const changes = () =>
    graph.sqlite.prepare("select op from graph_changes where entity = 'summary'").pluck().all();
  expect(changes()).toEqual(['insert']);
  const later = () => new Date('2100-01-01T00:00:00Z');
  const again = putSummary({ ctx: { graph, now: later }, input: { ...first, version } });
  expect(again.updated_at).not.toBe(later().toISOString());
  expect(changes()).toEqual(['insert']);
  putSummary({ ctx: { graph }, input: { ...first, level: 'symbol', summary: 'In short.' } });
  expect(known(graph).summaries.map(({ level }) => level)).toEqual(['function', 'symbol']);
  graph.close();
});

test('several rows of one level, as older systems wrote them, become one', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  index(graph, 'b1');
  graph.sqlite.exec(`
    insert into summaries (target_id, level, summary)
    select symbols.id, 'function', value from symbols, json_each('["old", "newer"]')
    where fqn = '${fqn}' order by value desc`);
  const [newest] = known(graph).summaries;
  expect(newest).toMatchObject({ summary: 'newer', source_hash: null, is_stale: false });
  putSummary({ ctx: { graph }, input: { ...first, version: newest?.version ?? null } });
  expect(known(graph).summaries.map(({ summary }) => summary)).toEqual([first.summary]);
  graph.close();
});

test('lists are filtered, and their pages neither repeat nor miss a summary', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const names = ['a', 'b', 'c'].map((name) => `app/cart.ts#${name}`);
  const facts = (body: string) =>
    batch([
      file(
        'cart.ts',
        names.map((name) =>
          symbol(name, { body_hash: name === names[0] ? body : `body of ${name}` }),
        ),
      ),
    ]);
  apply(graph, facts('first'));
  for (const name of names) {
    const { source_hash } = getKnowledge({ ctx: { graph }, input: { fqn: name } });
    for (const level of ['function', 'symbol'] as const) {
      const summary = `${level} of ${name}`;
      putSummary({
        ctx: { graph },
        input: { fqn: name, level, summary, source_hash, version: null },
      });
    }
  }
  apply(graph, facts('second'));
  const list = (input: Parameters<typeof listSummaries>[0]['input']) =>
    listSummaries({ ctx: { graph }, input });
  const texts = (input: Parameters<typeof list>[0]) =>
    list(input).items.map(({ summary }) => summary);
  expect(texts({ stale: true })).toEqual(['function of app/cart.ts#a', 'symbol of app/cart.ts#a']);
  expect(texts({ stale: false })).toHaveLength(4);
  expect(texts({ symbol: names[1] })).toHaveLength(2);
  expect(texts({ level: 'symbol', q: 'CART.TS#C' })).toEqual(['symbol of app/cart.ts#c']);
  expect(texts({ q: '%' })).toEqual([]);
  const paged: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = list({ limit: 1, cursor });
    paged.push(...page.items.map(({ summary }) => summary));
    cursor = page.next_cursor;
  }
  expect(paged).toEqual(texts({}));
  expect(thrown(() => list({ cursor: 'bm9uc2Vuc2U' }))).toMatchObject({ code: 'cursor_invalid' });
  graph.close();
});
