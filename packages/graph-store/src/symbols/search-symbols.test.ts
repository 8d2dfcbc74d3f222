import { tempDir } from '@clew/testing/temp-dir';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, external, file, symbol } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { deleteSymbol } from './delete-symbol.ts';
import { type SearchSymbolsInput, searchSymbols } from './search-symbols.ts';

function search(graph: Graph, input: SearchSymbolsInput): readonly string[] {
  return searchSymbols({ ctx: { graph }, input }).items.map(({ fqn }) => fqn);
}

function library(graph: Graph): void {
  const own = 'app/graph.ts#';
  apply(
    graph,
    batch(
      [
        file(
          'graph.ts',
          [
            symbol(`${own}graph`, { kind: 'variable' }),
            symbol(`${own}Graph`, { kind: 'class' }),
            symbol(`${own}openGraph`),
            symbol(`${own}reopenGraph`),
            symbol(`${own}graphs`),
            symbol(`${own}opaque_grape`),
            symbol(`${own}unrelated`),
            symbol(`${own}percent100%`),
          ],
          [edge(`${own}openGraph`, 'lib#graph')],
        ),
        file('b.ts', [symbol('app/b.ts#b')]),
      ],
      { externals: [external('lib#graph')] },
    ),
  );
}

test('the best match comes first: exact, other case, prefix, inside, elsewhere in the fqn', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  library(graph);
  expect(search(graph, { q: 'graph' })).toEqual([
    'app/graph.ts#graph',
    'lib#graph',
    'app/graph.ts#Graph',
    'app/graph.ts#graphs',
    'app/graph.ts',
    'app/graph.ts#openGraph',
    'app/graph.ts#reopenGraph',
    'app/graph.ts#unrelated',
    'app/graph.ts#percent100%',
    'app/graph.ts#opaque_grape',
  ]);
  expect(search(graph, { q: 'app/graph.ts#Graph' })[0]).toBe('app/graph.ts#Graph');
  expect(search(graph, { q: '  openGraph ' })[0]).toBe('app/graph.ts#openGraph');
  graph.close();
});

test('capitals of a query are matched as the beginnings of words', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  library(graph);
  expect(search(graph, { q: 'opGr' })).toEqual(['app/graph.ts#openGraph']);
  expect(search(graph, { q: 'OG' })).toEqual(['app/graph.ts#openGraph']);
  expect(search(graph, { q: 'xGr' })).toEqual([]);
  graph.close();
});

test('wildcards in a query are literal', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  library(graph);
  expect(search(graph, { q: '%' })).toEqual(['app/graph.ts#percent100%']);
  expect(search(graph, { q: 'e_g' })).toEqual(['app/graph.ts#opaque_grape']);
  for (const q of ['*', '?', '[', '\\', "'", 'g*h', 'Gr*p']) {
    expect(search(graph, { q }), q).toEqual([]);
  }
  graph.close();
});

test('filters narrow, and deleted symbols are not found', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  library(graph);
  expect(search(graph, { q: 'graph', kind: 'class' })).toEqual(['app/graph.ts#Graph']);
  expect(search(graph, { q: 'graph', origin: 'external' })).toEqual(['lib#graph']);
  expect(search(graph, { file: 'b.ts' })).toEqual(['app/b.ts#b', 'app/b.ts']);
  expect(search(graph, { file: 'no.ts' })).toEqual([]);
  expect(search(graph, { kind: 'file', file: 'b.ts' })).toEqual(['app/b.ts']);
  deleteSymbol({ ctx: { graph }, input: { fqn: 'app/b.ts', mode: 'soft' } });
  expect(search(graph, { file: 'b.ts' })).toEqual([]);
  graph.close();
});

test('pages of any size neither repeat nor miss a symbol', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  library(graph);
  fc.assert(
    fc.property(
      fc.constantFrom(undefined, '', 'graph', 'GRAPH', 'a', 'opGr', 'absent'),
      fc.integer({ min: 1, max: 6 }),
      (q, limit) => {
        const whole = search(graph, { q, limit: 200 });
        const paged: string[] = [];
        let cursor: string | undefined;
        do {
          const page = searchSymbols({ ctx: { graph }, input: { q, limit, cursor } });
          paged.push(...page.items.map(({ fqn }) => fqn));
          cursor = page.next_cursor ?? undefined;
        } while (cursor !== undefined);
        expect(paged).toEqual(whole);
      },
    ),
  );
  expect(() => search(graph, { cursor: 'bm9uc2Vuc2U' })).toThrow('The cursor is not one');
  graph.close();
});
