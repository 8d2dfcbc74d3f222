import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphDifference } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyEdit, EvolvingProgram } from '../../test/evolving-program.ts';
import { apply, batch, edge, emptyGraph, file, symbol } from '../../test/facts.ts';
import { type Graph, openGraph } from '../open-graph.ts';
import { copyGraph } from '../past/copy-graph.ts';
import { deleteSymbol } from '../symbols/delete-symbol.ts';
import { diffGraphs } from './diff-graphs.ts';

/** Every page of a comparison, `limit` at a time. */
function allDifferences(
  graph: Graph,
  before: string,
  limit = 7,
  keep = false,
): readonly GraphDifference[] {
  const items: GraphDifference[] = [];
  let cursor: string | undefined;
  do {
    const page = diffGraphs({ ctx: { graph }, input: { before, limit, cursor, keep } });
    items.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

const namesOf = (graph: Graph) =>
  new Set(
    graph.sqlite
      .prepare("select fqn from symbols where deleted_at is null and origin = 'project'")
      .pluck()
      .all(),
  );

const edgesOf = (graph: Graph) =>
  new Set(
    graph.sqlite
      .prepare(`
        select distinct r.name || ' ' || f.fqn || ' ' || t.fqn
        from active_edges e join symbols f on f.id = e.from_id join symbols t on t.id = e.to_id
        join relations r on r.id = e.relation
        where r.name <> 'contains'`)
      .pluck()
      .all(),
  );

test('the differences of two graphs lead from one to the other, and there are as many as they say', async () => {
  await using folder = await tempDir();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyEdit, { minLength: 1, maxLength: 12 }), async (edits) => {
      run += 1;
      const graph = emptyGraph(folder.path, `${run}.db`);
      const program = new EvolvingProgram();
      apply(graph, program.full());
      const before = join(folder.path, `${run}-before.db`);
      await copyGraph({ from: graph.path, to: before });
      expect(allDifferences(graph, before)).toEqual([]);
      for (const edit of edits) {
        const told = program.state();
        program.edit(edit);
        apply(graph, program.since(told));
      }
      const items = allDifferences(graph, before);
      const other = openGraph(before);
      const names = namesOf(other);
      const edges = edgesOf(other);
      other.close();
      const renamed = new Map<unknown, string>();
      for (const item of items) {
        if (item.kind === 'symbol_renamed') renamed.set(item.old_fqn, item.symbol.fqn);
        if (item.kind === 'symbol_removed') names.delete(item.symbol.fqn);
        if (item.kind === 'edge_removed') {
          edges.delete(`${item.relation} ${item.from.fqn} ${item.to.fqn}`);
        }
      }
      const present = (fqn: unknown) => renamed.get(fqn) ?? fqn;
      const then = new Set([...names].map(present));
      const wired = new Set(
        [...edges].map((text) => {
          const [relation, from, to] = String(text).split(' ');
          return `${relation} ${present(from)} ${present(to)}`;
        }),
      );
      for (const item of items) {
        if (item.kind === 'symbol_added') then.add(item.symbol.fqn);
        if (item.kind === 'edge_added') {
          wired.add(`${item.relation} ${item.from.fqn} ${item.to.fqn}`);
        }
      }
      expect(then).toEqual(namesOf(graph));
      expect(wired).toEqual(edgesOf(graph));
      for (const _ of ['made', 'kept'])
        expect(allDifferences(graph, before, 7, true)).toEqual(items);
      const { totals } = diffGraphs({ ctx: { graph }, input: { before } });
      expect(Object.values(totals).reduce((sum, count) => sum + count, 0)).toBe(items.length);
      graph.close();
    }),
    { numRuns: 12 },
  );
});

test('what came and went is no difference, and what was renamed is the same', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const body = (name: string, hash: string) =>
    symbol(`app/a.ts#${name}`, { start_line: 1, end_line: 9, body_hash: hash });
  const version = (name: string, extra: boolean) =>
    batch([
      file(
        'a.ts',
        [body(name, 'one'), body('other', 'two'), ...(extra ? [body('passing', 'p')] : [])],
        [edge(`app/a.ts#${name}`, 'app/a.ts#other', 'calls', { line: extra ? 3 : 4 })],
      ),
    ]);
  apply(graph, { ...version('old', false), scope: 'full', commit: 'aaaa' });
  graph.sqlite.exec(`
    insert into entry_points (symbol_id, entry_type, http_method, http_path)
    select id, 'http_api', 'GET', '/old' from symbols where fqn = 'app/a.ts#other'`);
  const before = join(folder.path, 'before.db');
  await copyGraph({ from: graph.path, to: before });
  apply(graph, version('old', true));
  apply(graph, { ...version('fresh', false), commit: 'bbbb' });
  graph.sqlite.exec(`
    update entry_points set http_path = '/new';
    insert into external_dependencies (caller_id, dependency_type, target)
    select id, 'redis', 'cache' from symbols where fqn = 'app/a.ts#fresh'`);
  const diff = diffGraphs({ ctx: { graph }, input: { before } });
  expect(diff).toMatchObject({
    from: { revision: 1, commit: 'aaaa' },
    to: { revision: 3, commit: 'bbbb' },
    edges: [],
    next_cursor: null,
    items: [
      {
        kind: 'symbol_renamed',
        old_fqn: 'app/a.ts#old',
        symbol: { fqn: 'app/a.ts#fresh' },
        changed: [],
      },
      { kind: 'entry_point_added', symbol: { fqn: 'app/a.ts#other' }, http_path: '/new' },
      { kind: 'entry_point_removed', http_path: '/old' },
      { kind: 'dependency_added', caller: { fqn: 'app/a.ts#fresh' }, dependency_type: 'redis' },
    ],
  });
  expect(diff.items).toHaveLength(4);
  const only = diffGraphs({ ctx: { graph }, input: { before, kind: 'dependency_added' } });
  expect(only.items).toEqual(diff.items.slice(3));
  graph.close();
});

test('a symbol that was deleted for good and came back under its name is no difference, and its calls count', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const facts = (callee: string) =>
    batch([
      file('a.ts', [symbol('app/a.ts#f')], [edge('app/a.ts#f', callee)]),
      file('b.ts', [symbol('app/b.ts#g'), symbol('app/b.ts#h')]),
    ]);
  apply(graph, { ...facts('app/b.ts#g'), scope: 'full' });
  const before = join(folder.path, 'before.db');
  await copyGraph({ from: graph.path, to: before });
  deleteSymbol({ ctx: { graph }, input: { fqn: 'app/a.ts', mode: 'hard' } });
  apply(graph, facts('app/b.ts#h'));
  const { items, edges } = diffGraphs({ ctx: { graph }, input: { before } });
  expect(items).toMatchObject([
    { kind: 'edge_added', from: { fqn: 'app/a.ts#f' }, to: { fqn: 'app/b.ts#h' }, file: 'a.ts' },
    { kind: 'edge_removed', from: { fqn: 'app/a.ts#f' }, to: { fqn: 'app/b.ts#g' }, file: 'a.ts' },
  ]);
  expect(edges).toEqual([{ relation: 'calls', added: 1, removed: 1 }]);
  graph.close();
});

test('a comparison is made once and paged from then on, until the graph changes or its file is gone', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const facts = (names: readonly string[]) =>
    batch([
      file(
        'a.ts',
        names.map((name) => symbol(`app/a.ts#${name}`)),
      ),
    ]);
  apply(graph, facts(['a']));
  const before = join(folder.path, '1.db');
  await copyGraph({ from: graph.path, to: before });
  apply(graph, facts(['a', 'b', 'c', 'd']));
  const ask = (cursor?: string | null) =>
    diffGraphs({
      ctx: { graph },
      input: { before, keep: true, limit: 2, cursor: cursor ?? undefined },
    });
  const first = ask();
  const files = () => readdirSync(folder.path).filter((name) => name.includes('.to-'));
  const [kept = ''] = files();
  expect(files()).toHaveLength(1);
  const sqlite = new Database(join(folder.path, kept));
  sqlite.exec("delete from difference where key like '%#d'");
  sqlite.close();
  expect(ask(first.next_cursor)).toMatchObject({ items: [], totals: first.totals });
  rmSync(join(folder.path, kept));
  expect(ask(first.next_cursor).items).toMatchObject([{ symbol: { name: 'd' } }]);
  apply(graph, facts(['a', 'b', 'c', 'd', 'e']));
  expect(ask(first.next_cursor).items).toHaveLength(2);
  expect(files()).toHaveLength(2);
  graph.close();
});
