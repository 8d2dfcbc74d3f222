import { tempDir } from '@clew/testing/temp-dir';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyEdit, EvolvingProgram } from '../../test/evolving-program.ts';
import { apply, batch, edge, emptyGraph, file, site, symbol } from '../../test/facts.ts';
import { count } from '../../test/small-graph.ts';
import { lostRows, rowCounts, tableRows } from '../../test/table-rows.ts';
import { checkIntegrity } from '../integrity/check-integrity.ts';
import type { Graph } from '../open-graph.ts';
import { deleteSymbol } from '../symbols/delete-symbol.ts';
import { compareFacts } from './compare-facts.ts';
import { examineGraph } from './examine-graph.ts';
import { listBrokenReferences } from './list-broken-references.ts';
import { purgeSymbols } from './purge-symbols.ts';

const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T00:00:00.000Z`;

/** `a` calls `b` of another file in line 7, and `ghost`, which nobody defines. */
function shop(folder: string): Graph {
  const graph = emptyGraph(folder);
  apply(
    graph,
    batch(
      [
        file(
          'a.ts',
          [symbol('app/a.ts#a')],
          [
            edge('app/a.ts#a', 'app/b.ts#b', 'calls', { line: 7 }),
            edge('app/a.ts#a', 'app/ghost.ts#ghost', 'references', { line: 8 }),
          ],
        ),
        file('b.ts', [symbol('app/b.ts#b'), symbol('app/b.ts#c')]),
      ],
      { scope: 'full' },
    ),
    at(1),
  );
  return graph;
}

const withoutB = batch([file('b.ts', [symbol('app/b.ts#c')])]);

test('broken references name the place, what was removed and when, page by page', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  apply(graph, withoutB, at(2));
  const all = listBrokenReferences({ ctx: { graph }, input: {} });
  expect(all).toMatchObject({
    total: 2,
    next_cursor: null,
    items: [
      {
        from: { fqn: 'app/a.ts#a' },
        relation: 'calls',
        to: { fqn: 'app/b.ts#b', kind: 'function' },
        file: 'a.ts',
        line: 7,
        reason: 'removed',
        removed_at: at(2),
      },
      { to: { fqn: 'app/ghost.ts#ghost' }, line: 8, reason: 'unknown', removed_at: null },
    ],
  });
  const first = listBrokenReferences({ ctx: { graph }, input: { limit: 1 } });
  const cursor = first.next_cursor ?? undefined;
  const second = listBrokenReferences({ ctx: { graph }, input: { limit: 1, cursor } });
  expect([...first.items, ...second.items]).toEqual(all.items);
  expect([first.total, second.next_cursor]).toEqual([2, null]);
  graph.close();
});

test('a purge takes what was deleted long ago with all that hangs on it, and nothing else', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  graph.sqlite.exec(`
    insert into summaries (target_id, summary) select id, 'Old.' from symbols where name = 'b'`);
  apply(graph, withoutB, at(2));
  apply(graph, batch([], { removed_files: ['b.ts'] }), at(10));
  const ids = tableRows(graph);
  const purge = (day: number, input = {}) =>
    purgeSymbols({ ctx: { graph, now: () => new Date(at(day)) }, input });
  expect(purge(15)).toEqual({ before: at(1), rows: {}, total: 0, kept: 0 });
  expect(tableRows(graph)).toEqual(ids);

  const before = rowCounts(graph);
  const purged = purge(16);
  expect(purged).toMatchObject({ rows: { symbols: 1, edges: 1, summaries: 1 }, total: 3, kept: 0 });
  expect(lostRows(before, rowCounts(graph))).toEqual(purged.rows);
  expect(purge(11, { older_than_days: 1 }).rows).toMatchObject({ symbols: 2, files: 1 });
  expect(count(graph, 'files')).toBe(1);
  expect(checkIntegrity({ ctx: { graph } }).ok).toBe(true);
  const removed = graph.sqlite
    .prepare("select old ->> 'fqn' from graph_changes where entity = 'symbol' and op = 'delete'")
    .pluck()
    .all();
  expect(removed.toSorted()).toEqual(['app/b.ts', 'app/b.ts#b', 'app/b.ts#c']);
  graph.close();
});

test('what contains something active or young is kept until that goes too', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  graph.sqlite.exec(`
    update symbols set deleted_at = '${at(1)}' where fqn in ('app/b.ts', 'app/b.ts#b');
    update files set deleted_at = '${at(1)}' where path = 'b.ts'`);
  const result = purgeSymbols({ ctx: { graph, now: () => new Date(at(20)) }, input: {} });
  expect(result).toMatchObject({ rows: { symbols: 1, edges: 1 }, kept: 1 });
  expect(
    graph.sqlite.prepare('select fqn from active_symbols where name = ?').pluck().get('c'),
  ).toBe('app/b.ts#c');
  graph.close();
});

test('a purge in small parts removes what one in a single part would', async () => {
  await using folder = await tempDir();
  const names = Array.from({ length: 7 }, (_, n) => symbol(`app/b.ts#f${n}`));
  const graph = emptyGraph(folder.path);
  apply(graph, batch([file('b.ts', names)], { scope: 'full' }), at(1));
  apply(graph, batch([file('b.ts')]), at(2));
  const some = () =>
    purgeSymbols({ ctx: { graph, now: () => new Date(at(20)) }, input: { most: 3 } }).rows.symbols;
  expect([some(), some(), some(), some()]).toEqual([3, 3, 1, undefined]);
  graph.close();
});

test('an examination finds each kind of trouble, and none makes up for another', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  const examine = () => examineGraph({ ctx: { graph, now: () => new Date(at(30)) } });
  const found = () => examine().findings.map(({ check, count: n }) => [check, n]);
  expect(examine()).toMatchObject({ status: 'attention', revision: 1, drift: 'not_checked' });
  expect(found()).toEqual([['broken_references', 1]]);
  apply(
    graph,
    batch([file('c.ts', [symbol('app/c.ts#x')], [], [site('app/c.ts#x', 'm')])], {
      failures: [{ path: 'd.ts', message: 'unexpected token', line: 3 }],
    }),
    at(2),
  );
  graph.sqlite.exec(`
    insert into summaries (target_id, summary, is_stale) select id, 'x', 1 from symbols where name = 'x';
    insert into summaries (target_id, summary, source_hash) select id, 'c', 'members:h1' from symbols where name = 'c'`);
  apply(graph, withoutB, at(3));
  expect(found()).toEqual([
    ['broken_references', 2],
    ['failed_files', 1],
    ['stale_knowledge', 2],
    ['unresolved_sites', 1],
    ['purgeable_symbols', 1],
  ]);
  graph.sqlite.pragma('foreign_keys = off');
  graph.sqlite.exec(`update files set deleted_at = '${at(1)}' where path = 'c.ts'`);
  graph.sqlite.exec("delete from symbols where name = 'a'");
  const damaged = examine();
  expect(damaged.status).toBe('damaged');
  expect(damaged.findings.map(({ check }) => check)).toEqual(
    expect.arrayContaining(['orphans', 'foreign_keys', 'stranded_symbols']),
  );
  graph.close();
});

test('a sound graph is called sound only when every check found nothing', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, batch([file('a.ts', [symbol('app/a.ts#a')])], { scope: 'full' }));
  expect(examineGraph({ ctx: { graph } })).toMatchObject({ status: 'sound', findings: [] });
  deleteSymbol({ ctx: { graph }, input: { fqn: 'app/a.ts', mode: 'soft' } });
  graph.sqlite.exec("update symbols set deleted_at = null where name = 'a'");
  expect(examineGraph({ ctx: { graph } }).status).toBe('damaged');
  graph.close();
});

test('after any edits the graph is what the sources say, and any row that is changed shows', async () => {
  await using folder = await tempDir();
  let run = 0;
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 6 }), (edits) => {
      const graph = emptyGraph(folder.path, `${++run}.db`);
      const program = new EvolvingProgram();
      apply(graph, program.full());
      for (const edit of edits) {
        const told = program.state();
        program.edit(edit);
        apply(graph, program.since(told));
      }
      const input = { batch: program.full() };
      const drift = () => compareFacts({ ctx: { graph }, input });
      expect(drift()).toMatchObject({ same: true });
      const stray = graph.sqlite.prepare('select 1 from edges where file_id is not null').get();
      if (stray !== undefined) {
        graph.sqlite.exec('delete from edges where id = (select max(id) from edges)');
        const edges = drift().sets.filter(({ set }) => set === 'edges');
        expect(
          edges
            .map(({ missing, extra }) => missing + extra)
            .sort()
            .at(-1),
        ).toBe(1);
      }
      graph.close();
    }),
    { numRuns: 15 },
  );
});

test('drift is told set by set, with names, also where the counts agree', async () => {
  await using folder = await tempDir();
  const graph = shop(folder.path);
  const odd = 'f("\\u2028\n\t/é😀")';
  const sources = batch(
    [
      file(
        'a.ts',
        [symbol('app/a.ts#a', { signature: odd })],
        [
          edge('app/a.ts#a', 'app/b.ts#c', 'calls', { line: 7 }),
          edge('app/a.ts#a', 'app/ghost.ts#ghost', 'references', {
            line: 8,
            resolution: 'dynamic',
          }),
        ],
        [site('app/a.ts#a', 'm')],
      ),
      file('b.ts', [symbol('app/b.ts#b'), symbol('app/b.ts#new')]),
    ],
    { scope: 'full' },
  );
  const compare = () => compareFacts({ ctx: { graph }, input: { batch: sources } });
  const drift = compare();
  expect(drift.same).toBe(false);
  const of = (set: string, relation: string | null = null) =>
    drift.sets.find((each) => each.set === set && each.relation === relation);
  expect(of('symbols')).toMatchObject({
    missing: 1,
    extra: 1,
    changed: 1,
    samples: {
      missing: ['app/b.ts#new'],
      extra: ['app/b.ts#c'],
      changed: [/^app\/a\.ts#a: /].map((pattern) => expect.stringMatching(pattern)),
    },
  });
  expect(of('edges', 'calls')).toMatchObject({
    compared: 1,
    missing: 1,
    extra: 1,
    samples: { missing: ['app/a.ts#a app/b.ts#c:7'], extra: ['app/a.ts#a app/b.ts#b:7'] },
  });
  expect(of('edges', 'references')).toMatchObject({ missing: 0, extra: 0, changed: 1 });
  expect(of('unresolved')).toMatchObject({ missing: 1 });
  expect(of('files')).toMatchObject({ missing: 0, extra: 0, changed: 0 });

  apply(graph, sources);
  expect(compare()).toMatchObject({ same: true, skipped_files: [] });
  const failing = {
    ...sources,
    files: sources.files.slice(1),
    failures: [{ path: 'a.ts', message: 'x', line: 1 }],
  };
  expect(compareFacts({ ctx: { graph }, input: { batch: failing } })).toMatchObject({
    same: true,
    skipped_files: ['a.ts'],
  });
  graph.close();
});
