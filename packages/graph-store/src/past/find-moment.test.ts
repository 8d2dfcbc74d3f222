import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, emptyGraph, file, symbol } from '../../test/facts.ts';
import { pruneChanges } from '../changes/prune-changes.ts';
import { readChanges } from '../changes/read-changes.ts';
import { GraphError } from '../graph-error.ts';
import { type Graph, openGraph } from '../open-graph.ts';
import { deleteSymbol } from '../symbols/delete-symbol.ts';
import { renameSymbol } from '../symbols/rename-symbol.ts';
import { copyGraph } from './copy-graph.ts';
import { findMoment } from './find-moment.ts';
import { refillChanges } from './refill-changes.ts';
import { rewindGraph } from './rewind-graph.ts';

const errorOf = (work: () => unknown): GraphError => {
  try {
    work();
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown');
};

/** Three runs, the last two on one commit, with a deed between the second and the third. */
function lived(folder: string): Graph {
  const graph = emptyGraph(folder);
  const names = (...own: string[]) =>
    batch([
      file(
        'a.ts',
        own.map((name) => symbol(`app/a.ts#${name}`)),
      ),
    ]);
  apply(graph, { ...names('one'), scope: 'full', commit: 'abcd1111' });
  apply(graph, { ...names('one', 'two'), commit: 'abcd2222' });
  renameSymbol({ ctx: { graph }, input: { fqn: 'app/a.ts#two', to: 'app/a.ts#second' } });
  apply(graph, { ...names('one', 'second', 'three'), commit: 'abcd2222' });
  return graph;
}

/** Puts every change and every end of a revision a minute behind the one before. */
function spread(graph: Graph): (seq: number) => string {
  const at = (seq: number) => new Date(Date.UTC(2026, 2, 2, 9, seq)).toISOString();
  const set = graph.sqlite.prepare('update graph_changes set created_at = ? where seq = ?');
  for (const { seq } of readChanges({ ctx: { graph }, input: { after: 0, limit: 1000 } })) {
    set.run(at(seq), seq);
  }
  graph.sqlite.exec(`
    update revisions
    set finished_at = (select created_at from graph_changes where seq = last_change)`);
  return at;
}

test('a revision is found by its number, its commit and the beginning of that', async () => {
  await using folder = await tempDir();
  const graph = lived(folder.path);
  const find = (at: string) => findMoment({ ctx: { graph }, input: { at } });
  expect(find('1')).toEqual({
    identity: '',
    revision: 1,
    commit: 'abcd1111',
    change: 1,
    unseen: null,
  });
  expect(find('abcd1')).toMatchObject({ revision: 1 });
  expect(find('ABCD2222')).toMatchObject({ revision: 3, commit: 'abcd2222' });
  expect(errorOf(() => find('abcd'))).toMatchObject({
    code: 'moment_invalid',
    suggestions: ['abcd2222', 'abcd1111'],
  });
  expect(errorOf(() => find('4')).message).toContain('The newest revision is 3.');
  expect(errorOf(() => find('ffff')).code).toBe('moment_unknown');
  for (const at of ['', 'yesterday', 'main', '2026-13-40', '1.5', '-1', '2026-03-02T09:30']) {
    expect([at, errorOf(() => find(at)).code]).toEqual([at, 'moment_invalid']);
  }
  graph.close();
});

test('a time falls on what had happened, and never into a run', async () => {
  await using folder = await tempDir();
  const graph = lived(folder.path);
  const at = spread(graph);
  const find = (time: string) =>
    findMoment({ ctx: { graph, now: () => new Date('2026-12-01') }, input: { at: time } });
  const [, second, third] = graph.sqlite
    .prepare('select first_change as first, last_change as last from revisions order by id')
    .all() as { first: number; last: number }[];
  if (second === undefined || third === undefined) throw new Error('There are not three runs');
  const deeds = third.first - second.last - 1;
  expect(deeds).toBeGreaterThan(0);
  expect(find(at(1))).toMatchObject({ revision: 1, change: 1 });
  expect(find(at(second.last - 1))).toMatchObject({ revision: 1, change: 1 });
  expect(find(at(second.last))).toMatchObject({ revision: 2, change: second.last });
  expect(find(at(second.last + 1))).toMatchObject({ revision: 2, change: second.last + 1 });
  expect(find(at(third.last - 1))).toMatchObject({ revision: 2, change: third.first - 1 });
  expect(find('2026-11-01')).toMatchObject({ revision: 3, change: third.last });
  expect(errorOf(() => find('2026-03-02T08:00:00+01:00'))).toMatchObject({
    code: 'moment_unknown',
    message: expect.stringContaining('Its first revision is 1'),
  });
  expect(errorOf(() => find('2999-01-01')).code).toBe('moment_invalid');

  // When the outbox was moved on, the history must be asked for what people did in between.
  pruneChanges({ ctx: { graph }, input: { through: third.last } });
  expect(find(at(third.last - 1))).toEqual({
    identity: '',
    revision: 2,
    commit: 'abcd2222',
    change: second.last,
    unseen: { after: second.last, through: third.first - 1, until: at(third.last - 1) },
  });
  graph.close();
});

test('a graph that was never indexed has no past', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  for (const at of ['1', '2026-03-02', 'abcd']) {
    const error = errorOf(() => findMoment({ ctx: { graph }, input: { at } }));
    expect(error).toMatchObject({
      code: 'moment_unknown',
      message: expect.stringContaining('Index it'),
    });
  }
  graph.close();
});

test('where changes are missing no way leads back, and the oldest moment is named', async () => {
  await using folder = await tempDir();
  const graph = lived(folder.path);
  const changes = readChanges({ ctx: { graph }, input: { after: 0, limit: 1000 } });
  const gone = graph.sqlite.prepare('select last_change from revisions where id = 2').pluck().get();
  pruneChanges({ ctx: { graph }, input: { through: Number(gone) - 1 } });
  const to = join(folder.path, 'past.db');
  await copyGraph({ from: graph.path, to });
  const past = openGraph(to);
  const before = past.sqlite.prepare('select * from symbols').all();
  const error = errorOf(() => rewindGraph({ ctx: { graph: past }, input: { through: 1 } }));
  expect(error).toMatchObject({ code: 'moment_gone', problem: 'gone' });
  expect(error.message).toMatch(/The oldest that can be shown is revision 2, of /);
  expect(past.sqlite.prepare('select * from symbols').all()).toEqual(before);
  refillChanges({ ctx: { graph: past }, input: { changes } });
  expect(rewindGraph({ ctx: { graph: past }, input: { through: 1 } })).toBe(changes.length - 1);
  past.close();

  graph.sqlite.exec('update change_recording set complete_since = 5');
  const older = errorOf(() => findMoment({ ctx: { graph }, input: { at: '1' } }));
  expect(older.code).toBe('moment_gone');
  graph.close();
});

test('a history that does not fit its graph is refused, and changes nothing', async () => {
  await using folder = await tempDir();
  const graph = lived(folder.path);
  graph.sqlite.exec(`
    update graph_changes set entity_id = 999
    where seq = (select max(seq) from graph_changes where entity = 'symbol')`);
  const before = graph.sqlite.prepare('select * from symbols').all();
  const error = errorOf(() => rewindGraph({ ctx: { graph }, input: { through: 1 } }));
  expect(error).toMatchObject({ code: 'history_inconsistent', problem: 'gone' });
  expect(graph.sqlite.prepare('select * from symbols').all()).toEqual(before);
  expect(graph.sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
  graph.close();
});

test('a copy is one moment of a graph that goes on changing', async () => {
  await using folder = await tempDir();
  const graph = lived(folder.path);
  const to = join(folder.path, 'copy.db');
  const copying = copyGraph({ from: graph.path, to });
  deleteSymbol({ ctx: { graph }, input: { fqn: 'app/a.ts#one', mode: 'hard' } });
  await copying;
  const copy = openGraph(to);
  const state = (of: Graph) => ({
    symbols: of.sqlite.prepare('select count(*) from symbols').pluck().get(),
    last: of.sqlite
      .prepare("select seq from sqlite_sequence where name = 'graph_changes'")
      .pluck()
      .get(),
    held: of.sqlite.prepare('select max(seq) from graph_changes').pluck().get(),
  });
  const { symbols, last, held } = state(copy);
  expect(held).toBe(last);
  expect([symbols, last]).toEqual(
    last === state(graph).last ? [3, state(graph).last] : [4, Number(state(graph).last) - 1],
  );
  copy.close();
  graph.close();
});

test('what was written about a symbol is found by its words again, also when both were deleted', async () => {
  await using folder = await tempDir();
  const graph = lived(folder.path);
  graph.sqlite.exec(`
    insert into summaries (target_id, summary)
    select id, 'Feeds every zebra.' from symbols where fqn = 'app/a.ts#one'`);
  const found = () =>
    graph.sqlite
      .prepare(`
        select s.fqn from symbol_search_text x join symbol_search_entry e on e.place = x.rowid
        join symbols s on s.id = e.id where symbol_search_text match 'zeb'`)
      .pluck()
      .all();
  const { seq } = graph.sqlite.prepare('select max(seq) as seq from graph_changes').get() as {
    seq: number;
  };
  deleteSymbol({ ctx: { graph }, input: { fqn: 'app/a.ts', mode: 'hard' } });
  expect(found()).toEqual([]);
  rewindGraph({ ctx: { graph }, input: { through: seq } });
  expect(found()).toEqual(['app/a.ts#one']);
  graph.close();
});
