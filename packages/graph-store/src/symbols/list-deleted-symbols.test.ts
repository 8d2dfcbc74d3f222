import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, file, symbol } from '../../test/facts.ts';
import { smallGraph } from '../../test/small-graph.ts';
import type { Graph } from '../open-graph.ts';
import { deleteSymbol } from './delete-symbol.ts';
import { listDeletedSymbols } from './list-deleted-symbols.ts';
import { restoreSymbol } from './restore-symbol.ts';

type Input = Parameters<typeof listDeletedSymbols>[0]['input'];

const names = (graph: Graph, input: Input = {}) =>
  listDeletedSymbols({ ctx: { graph }, input }).items.map(({ fqn }) => fqn);

function remove(graph: Graph, fqn: string, at: string): void {
  deleteSymbol({ ctx: { graph, now: () => new Date(at) }, input: { fqn, mode: 'soft' } });
}

test('what was deleted is found, with what comes back with it and who still refers to it', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(
    graph,
    batch([
      file('a.ts', [
        symbol('app/a.ts#Cart', { kind: 'class' }),
        symbol('app/a.ts#Cart.add', { kind: 'method', parent: 'app/a.ts#Cart' }),
        symbol('app/a.ts#Cart.drop', { kind: 'method', parent: 'app/a.ts#Cart' }),
      ]),
      file('b.ts', [symbol('app/b.ts#b')], [edge('app/b.ts#b', 'app/a.ts#Cart.add')]),
    ]),
  );
  expect(names(graph)).toEqual([]);
  remove(graph, 'app/a.ts#Cart.drop', '2026-11-20');
  remove(graph, 'app/a.ts#Cart', '2026-11-21');
  expect(names(graph)).toEqual(['app/a.ts#Cart', 'app/a.ts#Cart.drop']);
  const found = listDeletedSymbols({ ctx: { graph }, input: { q: 'cart' } }).items;
  expect(
    found.map(({ fqn, container, members, broken_references }) => ({
      fqn,
      container,
      members,
      broken_references,
    })),
  ).toEqual([
    { fqn: 'app/a.ts#Cart.add', container: 'app/a.ts#Cart', members: 0, broken_references: 1 },
    { fqn: 'app/a.ts#Cart', container: null, members: 1, broken_references: 0 },
    { fqn: 'app/a.ts#Cart.drop', container: 'app/a.ts#Cart', members: 0, broken_references: 0 },
  ]);
  expect(names(graph, { symbol: 'app/a.ts#Cart.add' })).toEqual(['app/a.ts#Cart.add']);
  expect(names(graph, { q: '%' })).toEqual([]);
  restoreSymbol({ ctx: { graph }, input: { fqn: 'app/a.ts#Cart' } });
  expect(names(graph)).toEqual(['app/a.ts#Cart.drop']);
  graph.close();
});

test('pages neither repeat nor miss any, also of one moment', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  const all = graph.sqlite
    .prepare<[], string>("select fqn from symbols where origin = 'project' and kind <> 'file'")
    .pluck()
    .all();
  for (const fqn of all) {
    const gone = graph.sqlite.prepare('select deleted_at from symbols where fqn = ?').pluck();
    if (gone.get(fqn) === null) remove(graph, fqn, '2026-11-20');
  }
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = listDeletedSymbols({ ctx: { graph }, input: { q: 'app', limit: 1, cursor } });
    seen.push(...page.items.map(({ fqn }) => fqn));
    if (page.next_cursor === null) break;
    cursor = page.next_cursor;
  }
  expect(seen.length).toBeGreaterThan(2);
  expect(seen).toEqual(names(graph, { q: 'app' }));
  expect(new Set(seen).size).toBe(seen.length);
  graph.close();
});
