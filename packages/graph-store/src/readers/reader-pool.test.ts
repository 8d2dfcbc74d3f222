import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import { afterAll, expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, file, symbol } from '../../test/facts.ts';
import { GraphError } from '../graph-error.ts';
import { checkIntegrity } from '../integrity/check-integrity.ts';
import type { Graph } from '../open-graph.ts';
import { getCallers } from '../traverse/get-callers.ts';
import { openReaderPool } from './open-reader-pool.ts';

/** One thread for all, since starting one costs more than what it answers here. */
const pool = openReaderPool({ size: 1 });
afterAll(() => pool.close());

function withCaller(folder: string, name: string, caller: string): Graph {
  const graph = emptyGraph(folder, name);
  const fqns = ['app/a.ts#target', `app/a.ts#${caller}`];
  apply(
    graph,
    batch([
      file(
        'a.ts',
        fqns.map((fqn) => symbol(fqn)),
        [edge(`app/a.ts#${caller}`, 'app/a.ts#target')],
      ),
    ]),
  );
  return graph;
}

test('a thread answers as the verb does, and sees what is written later', async () => {
  await using folder = await tempDir();
  const graph = withCaller(folder.path, 'graph.db', 'one');
  const input = { fqn: 'app/a.ts#target' };
  const { path } = graph;
  expect(await pool.ask('getCallers', { path, input })).toEqual(
    getCallers({ ctx: { graph }, input }),
  );
  apply(graph, batch([file('b.ts', [symbol('app/b.ts#b')], [edge('app/b.ts#b', input.fqn)])]));
  const after = await pool.ask('getCallers', { path, input });
  expect(after.items.length).toBe(2);
  const { checked_at: _, ...report } = await pool.ask('checkIntegrity', { path, input: {} });
  expect(checkIntegrity({ ctx: { graph } })).toMatchObject(report);
  graph.close();
});

test('an error of the graph crosses the thread with its code, message and suggestions', async () => {
  await using folder = await tempDir();
  const graph = withCaller(folder.path, 'graph.db', 'one');
  const asked = pool.ask('getCallers', { path: graph.path, input: { fqn: 'app/a.ts#targe' } });
  const error: unknown = await asked.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(GraphError);
  expect(error).toMatchObject({
    code: 'symbol_not_found',
    suggestions: ['app/a.ts#target'],
    message: 'There is no symbol "app/a.ts#targe". Did you mean "app/a.ts#target"?',
  });
  const missing = pool.ask('getSymbol', { path: join(folder.path, 'no.db'), input: { fqn: 'x' } });
  await expect(missing).rejects.toMatchObject({ code: 'graph_missing' });
  graph.close();
});

test('a graph whose file was replaced is opened again, and one that was removed is missed', async () => {
  await using folder = await tempDir();
  const old = withCaller(folder.path, 'graph.db', 'before');
  const { path } = old;
  old.close();
  const ask = async () => {
    const { items } = await pool.ask('getCallers', { path, input: { fqn: 'app/a.ts#target' } });
    return items.map((item) => item.symbol.name);
  };
  expect(await ask()).toEqual(['before']);
  const next = withCaller(folder.path, 'next.db', 'after');
  next.close();
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
  renameSync(next.path, path);
  expect(await ask()).toEqual(['after']);
  rmSync(path);
  await expect(ask()).rejects.toMatchObject({ code: 'graph_missing' });
});

test('one thread serves more graphs than it keeps open', async () => {
  await using folder = await tempDir();
  const graphs = Array.from({ length: 20 }, (_, index) =>
    withCaller(folder.path, `${index}.db`, `caller${index}`),
  );
  for (const round of [1, 2]) {
    for (const [index, { path }] of graphs.entries()) {
      const { items } = await pool.ask('getCallers', { path, input: { fqn: 'app/a.ts#target' } });
      expect([round, items[0]?.symbol.name]).toEqual([round, `caller${index}`]);
    }
  }
  for (const graph of graphs) graph.close();
});

test('a question does not run on the main thread', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const fqns = Array.from({ length: 20_000 }, (_, index) => `app/a.ts#f${index}`);
  apply(
    graph,
    batch([
      file(
        'a.ts',
        fqns.map((fqn) => symbol(fqn)),
      ),
    ]),
  );
  const { path } = graph;
  await pool.ask('getSymbol', { path, input: { fqn: 'app/a.ts#f1' } });
  let answered = false;
  const asked = pool.ask('searchSymbols', { path, input: { q: 'f1999', limit: 200 } }).then(() => {
    answered = true;
  });
  // Only promises settle here: an answer of this thread would be there, one of another cannot be.
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
  expect(answered).toBe(false);
  await asked;
  expect(answered).toBe(true);
  graph.close();
});

test('a question that is aborted is rejected, and the pool goes on', async () => {
  await using folder = await tempDir();
  const graph = withCaller(folder.path, 'graph.db', 'one');
  const { path } = graph;
  const input = { fqn: 'app/a.ts#target' };
  const asked = pool.ask('getSymbol', { path, input, signal: AbortSignal.abort() });
  await expect(asked).rejects.toThrow('abort');
  expect((await pool.ask('getSymbol', { path, input })).fqn).toBe(input.fqn);
  graph.close();
});
